import { createHash } from 'node:crypto';
import { versionKey } from '../parse/version.ts';
import { conflictFaults } from '../read/conflict.ts';
import { jsonIn } from '../read/json.ts';
import { byText } from '../read/order.ts';
import { Refusal } from '../refusal.ts';
import type { Edit, Finding, Graph } from '../types.ts';

/** The baseline's file, beside slop.yaml. */
export const BASELINE = 'slop-baseline.json';

/** How often one rule finds one text in one version of a note: the next one has what was not mended there. */
interface BaselineEntry {
  readonly rule: string;
  /** Id of the note, so that a new version or another folder changes nothing; the path where there is no note. */
  readonly note: string;
  /** SHA-256, 64 hex digits, of what was found. */
  readonly digest: string;
  readonly count: number;
}

/** Findings that were there before; kept as a JSON file beside slop.yaml. */
export interface Baseline {
  readonly version: 1;
  /** Sorted by note, rule, digest. */
  readonly findings: readonly BaselineEntry[];
}

/** What the findings of now look like beside a baseline. */
interface BaselineComparison {
  /** Not in the baseline: these count. */
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Entries, or what is left of them, that nothing matched: they can go. */
  readonly spent: readonly BaselineEntry[];
}

type Key = Omit<BaselineEntry, 'count'>;

/**
 * The baseline that holds these findings. With a previous one it only shrinks: an entry stays as long as it is
 * found, with the smaller count, and nothing is added. `texts` has the raw text of every path that has findings.
 */
export function takeBaseline(
  findings: readonly Finding[],
  graph: Graph,
  texts: ReadonlyMap<string, string>,
  previous: Baseline | null,
): Baseline {
  const { known } =
    previous === null ? { known: findings } : compareBaseline(findings, graph, texts, previous);
  const entries = new Map<string, BaselineEntry>();
  const count = counter(graph);
  for (const finding of known) {
    const key = keyOf(finding, graph, texts);
    const name = nameOf(key);
    const found = count(name, finding.path);
    if (found > (entries.get(name)?.count ?? 0)) entries.set(name, { ...key, count: found });
  }
  return { version: 1, findings: [...entries.values()].sort((a, b) => byText(nameOf(a), nameOf(b))) };
}

/**
 * Tells findings that the baseline knows from fresh ones. Of more in a version than it counts, the first in order are
 * known.
 */
export function compareBaseline(
  findings: readonly Finding[],
  graph: Graph,
  texts: ReadonlyMap<string, string>,
  baseline: Baseline,
): BaselineComparison {
  const counts = new Map(baseline.findings.map((entry) => [nameOf(entry), entry.count]));
  const most = new Map<string, number>();
  const count = counter(graph);
  const fresh: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of findings) {
    const name = nameOf(keyOf(finding, graph, texts));
    const found = count(name, finding.path);
    if (found > (counts.get(name) ?? 0)) fresh.push(finding);
    else {
      known.push(finding);
      most.set(name, Math.max(found, most.get(name) ?? 0));
    }
  }
  const spent = baseline.findings.map((entry) => ({
    ...entry,
    count: entry.count - (most.get(nameOf(entry)) ?? 0),
  }));
  return { fresh, known, spent: spent.filter((entry) => entry.count > 0) };
}

/** Counts what is found once more in a version of a note; what has no version, such as each README.md, is one. */
function counter({ byPath }: Graph): (name: string, path: string) => number {
  const counts = new Map<string, number>();
  return (name, path) => {
    const version = byPath.get(path)?.version;
    const place = `${version ? versionKey(version) : ''}\n${name}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count;
  };
}

/**
 * The text at the place, white space folded; where the place is empty or the whole file would have to be
 * quoted, what the finding says. Never a line: text that moves keeps its key.
 */
function keyOf({ rule, path, span, data }: Finding, graph: Graph, texts: ReadonlyMap<string, string>): Key {
  const quoted = (texts.get(path) ?? '').slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  const said = quoted === '' ? JSON.stringify(data) : quoted;
  const digest = createHash('sha256').update(said, 'utf8').digest('hex');
  return { rule, note: graph.byPath.get(path)?.id ?? path, digest };
}

function nameOf({ note, rule, digest }: Key): string {
  return `${note}\n${rule}\n${digest}`;
}

/** Writes a baseline as JSON text, one entry a line, so that it merges well. */
export function formatBaseline({ version, findings }: Baseline): string {
  const lines = findings.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": ${version},\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** The edits that let the text of a baseline know notes by other ids: id → the new one. */
export function renamedEdits(text: string, ids: ReadonlyMap<string, string>): readonly Edit[] {
  return [...text.matchAll(/(?<="note": ?)"(?:[^"\\\n]|\\.)*"/g)].flatMap(({ index, 0: written }) => {
    const fresh = ids.get(String(jsonIn(written)));
    const span = { start: index, end: index + written.length };
    return fresh === undefined ? [] : [{ path: BASELINE, span, text: JSON.stringify(fresh) }];
  });
}

/**
 * Reads a baseline from JSON text.
 * @throws Refusal when it is not one, or of a later version.
 */
export function parseBaseline(text: string, path: string): Baseline {
  const value = jsonIn(text);
  if (!isBaseline(value)) {
    if (conflictFaults(path, text).length > 0)
      throw new Refusal(
        `${path} holds two texts of an unfinished merge: take that of one side with \`git checkout --ours ${path}\`, then run \`slop check --update-baseline\`, which takes out what the other side mended.`,
      );
    throw new Refusal(
      `${path} is not a baseline of this version: write it anew with \`slop check --update-baseline\` after deleting it.`,
    );
  }
  return value;
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null) return false;
  const { version, findings } = value as Partial<Baseline>;
  return version === 1 && Array.isArray(findings) && findings.every(isEntry);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, note, digest, count } = value as Partial<BaselineEntry>;
  const texts = [rule, note, digest].every((text) => typeof text === 'string');
  return texts && typeof count === 'number' && Number.isInteger(count) && count > 0;
}
