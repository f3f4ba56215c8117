import { formatVersion } from '../../parse/version.ts';
import { isObject, scalarText } from '../../read/json.ts';
import { nameOf } from '../../read/paths.ts';
import { joined } from '../../rules/words.ts';
import type { Document, Graph, JsonObject } from '../../types.ts';
import { withoutNumber } from '../new/place.ts';
import type { Arrival } from './arrivals.ts';
import { type Fact, factOf, fieldEntries, mapsIn, statusWord, unstopped } from './fact.ts';

/** Where each change request that came stands: its number, version, title and status. */
export function resultFacts(arrivals: readonly Arrival[]): readonly Fact[] {
  return of(arrivals, 'cr', 'implementation-notes').map(({ document, between }) => {
    const { title, version, summary, path, draft } = document;
    const number = scalarText(draft?.head['number']);
    const name = number === '' ? title : `${number}, ${withoutNumber(title)}`;
    const at = version === null ? '' : ` at v${formatVersion(version)}`;
    const since =
      between.length === 0
        ? ''
        : ` after ${joined(
            between.map((one) => `v${one}`),
            'and',
          )}`;
    const said = summary === null ? '' : `. ${unstopped(summary)}`;
    return factOf(`${name}: ${statusWord(document)}${at}${since}${said}`, path);
  });
}

/** The halts, and the amendment cycles that change requests record. */
export function haltFacts(arrivals: readonly Arrival[]): readonly Fact[] {
  const halts = of(arrivals, 'halt-note').map(({ document }) =>
    factOf(`halt: ${document.title}, ${statusWord(document)}`, document.path),
  );
  const cycles = of(arrivals, 'cr').flatMap(({ document }) =>
    mapsIn(document, 'amendments').map((entry) => factOf(cycleWords(entry), document.path)),
  );
  return [...halts, ...cycles];
}

function cycleWords(entry: JsonObject): string {
  const [cycle, version] = [scalarText(entry['cycle']), scalarText(entry['version'])];
  const [answers, by, what] = [
    scalarText(entry['answers']),
    scalarText(entry['by']),
    unstopped(scalarText(entry['what'])),
  ];
  const name = cycle === '' ? 'amendment' : `amendment cycle ${cycle}`;
  return [
    name + (version === '' ? '' : ` led to v${version}`),
    ...(answers === '' ? [] : [`answers ${answers}`]),
    ...(by === '' ? [] : [`by ${by}`]),
    ...(what === '' ? [] : [what]),
  ].join(', ');
}

/** The gates of each change request, those that are passed counted. */
export async function gateFacts(
  arrivals: readonly Arrival[],
  textAt: (path: string) => Promise<string>,
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const { document } of of(arrivals, 'cr')) {
    const gates = fieldEntries(document, 'gates').map((gate) =>
      isObject(gate)
        ? { name: scalarText(gate['id']), passed: /^passed\b/i.test(scalarText(gate['state'])) }
        : { name: scalarText(gate), passed: false },
    );
    const told = gates.length > 0 ? gates : gatesInWords(document, await textAt(document.path));
    if (told.length === 0) continue;
    const open = told.filter(({ passed }) => !passed).map(({ name }) => name);
    const passed = `${told.length - open.length} of ${told.length} gates are passed`;
    facts.push({
      text: open.length === 0 ? passed : `${passed}; open: ${open.join(', ')}`,
      source: document.path,
    });
  }
  return facts;
}

/** The entries of the list in the section about gates; one that ends in "passed" is. */
function gatesInWords({ draft }: Document, text: string): readonly { name: string; passed: boolean }[] {
  const section = draft?.sections.find(({ title }) => /\bgates$/i.test(title));
  if (section === undefined) return [];
  const lines = text.slice(section.heading.end, section.span.end).split(/\r?\n/);
  return lines.flatMap((line) => {
    const entry = /^(?:[-*+]|\d+[.)])\s+(.+?)\s*$/.exec(line)?.[1];
    if (entry === undefined) return [];
    const name = /^[^:.]{1,60}/.exec(entry)?.[0] ?? entry.slice(0, 60);
    return [{ name, passed: /(?<!\bnot )\bpassed\.?$/i.test(entry) }];
  });
}

/** How much of its reserve each change request used, and who let it go beyond. */
export function slotFacts(arrivals: readonly Arrival[]): readonly Fact[] {
  return of(arrivals, 'cr').flatMap(({ document }): readonly Fact[] => {
    const reserved = (document.note?.fields ?? document.draft?.head)?.['reserved'];
    if (!isObject(reserved)) return [];
    const list = (key: string) => {
      const value = reserved[key];
      return Array.isArray(value) ? value : [];
    };
    const [slots, used, beyond] = [
      list('slots'),
      list('used').filter(isObject),
      list('beyond').filter(isObject),
    ];
    if (slots.length + used.length + beyond.length === 0) return [];
    const words = used.map((one) => {
      const by = scalarText(one['by']) || scalarText(one['halt']);
      return `slot ${scalarText(one['slot'])}${by === '' ? '' : ` by ${by}`}`;
    });
    const said = `${used.length} of ${slots.length} reserved slots are used${words.length === 0 ? '' : ` (${words.join(', ')})`}`;
    const past = beyond.map((one) => scalarText(one['by'])).filter((by) => by !== '');
    const more = past.length === 0 ? '' : `; beyond the reserve: ${past.join(', ')}`;
    return [{ text: said + more, source: document.path }];
  });
}

/** Where repositories stand: heads and tags that notes say, and where the clones have the tags that were aimed at. */
export function repositoryFacts(arrivals: readonly Arrival[], graph: Graph): readonly Fact[] {
  const heads = new Map<string, Fact>();
  for (const { document } of arrivals) {
    for (const { repository, branch, oid, tag } of mapsIn(document, 'heads')) {
      const where = `${scalarText(repository)} ${scalarText(oid).slice(0, 10)}`;
      const named = [
        scalarText(branch) === '' ? '' : `branch ${scalarText(branch)}`,
        scalarText(tag) === '' ? '' : `tag ${scalarText(tag)}`,
      ].filter((word) => word !== '');
      const text = `${named.join(', ') || 'head'} at ${where}`;
      heads.set(`${scalarText(repository)} ${scalarText(branch)}`, { text, source: document.path });
    }
    const commits = mapsIn(document, 'commits').map(({ repository, oid, role }) => {
      const name = `${scalarText(repository)} ${scalarText(oid).slice(0, 10)}`.trim();
      return scalarText(role) === '' ? name : `${name} (${scalarText(role)})`;
    });
    if (commits.length > 0) {
      heads.set(document.path, { text: `commits: ${commits.join(', ')}`, source: document.path });
    }
  }
  return [...heads.values(), ...of(arrivals, 'cr').flatMap(({ document }) => tagFact(document, graph))];
}

function tagFact({ draft, path }: Document, { ledger }: Graph): readonly Fact[] {
  const tag = scalarText(draft?.head['target-tag']);
  if (tag === '') return [];
  const places = [...(ledger.repositories ?? [])].flatMap(([name, { tags }]) => {
    const commit = tags.get(tag)?.commit;
    return commit === undefined || commit === null ? [] : [`${name} ${commit.slice(0, 10)}`];
  });
  const text =
    places.length === 0 ? 'the target tag is in no clone at hand' : `tag ${tag} at ${places.join(' and ')}`;
  return [{ text, source: path }];
}

/** What came and was no source of anything else: its title and status. */
export function otherFacts(arrivals: readonly Arrival[], told: ReadonlySet<string>): readonly Fact[] {
  return arrivals.flatMap(({ document }) =>
    told.has(document.path)
      ? []
      : [
          factOf(
            `${unstopped(document.title) || nameOf(document.path)}: ${statusWord(document)}`,
            document.path,
          ),
        ],
  );
}

function of(arrivals: readonly Arrival[], ...kinds: readonly string[]): readonly Arrival[] {
  return arrivals.filter(({ document }) => kinds.includes(document.kind));
}
