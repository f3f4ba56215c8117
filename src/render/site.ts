import { bySort } from '../link/touched.ts';
import { groupBy, push } from '../read/order.ts';
import type {
  Commit,
  CommitNames,
  Config,
  Document,
  Edge,
  Finding,
  Graph,
  Job,
  Kind,
  MarkdownEngine,
  Receipt,
  Rule,
  Stopwatch,
  ThreadPool,
} from '../types.ts';
import { type Addresses, addressesOf, recordPath } from './addresses.ts';
import type { Highlight } from './body.ts';
import { citedAtLength, citingEdges } from './cited.ts';
import { type ComparedPair, comparedPairs } from './comparisons.ts';
import { type LaneNotes, lanesOf } from './lane-notes.ts';
import { type NamedCommits, namedCommits } from './named-commits.ts';
import { type Citations, citationsOf } from './neighbourhood.ts';
import { oldestFirst } from './order.ts';
import { ownVersions } from './own-versions.ts';
import { type Scripts, scriptsOf } from './scripts.ts';

/** What the site is made from: a compiled record, and how to show it. */
export interface RenderInput {
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly graph: Graph;
  readonly findings: readonly Finding[];
  /** What messages of commits name; nothing when absent. */
  readonly commitNames?: CommitNames;
  /** What is kept of the runs of probes. */
  readonly receipts: readonly Receipt[];
  readonly textOf: (path: string) => Promise<string>;
  readonly bytesOf: (path: string) => Promise<Uint8Array>;
  /** Path in templates/site/ → text: the package's own, overlaid file by file by the user's. */
  readonly templates: ReadonlyMap<string, string>;
  /** Path in the user's templates/site/ → bytes, of what is no template and no script. */
  readonly given?: ReadonlyMap<string, Uint8Array>;
  /** The commit at which the record is shown, when that is not what stands now. */
  readonly asOf?: Commit | null;
  readonly engine: MarkdownEngine;
  /** Other threads to work on notes; without any this one does it all. */
  readonly threads?: ThreadPool | null;
  /** Counts what the search takes; the whole is counted by whoever takes the files. */
  readonly watch?: Stopwatch;
  /** Where the words of findings come from. */
  readonly rules: readonly Pick<Rule, 'id' | 'message' | 'help'>[];
}

/** The input with everything that more than one page needs, computed once. */
export interface Site extends RenderInput {
  readonly addresses: Addresses;
  readonly highlight: Highlight;
  /** What other threads make of a batch, in its order; no or null entries for what is left to this one. */
  readonly elsewhere: <T>(job: Job, batch: readonly unknown[]) => Promise<readonly (T | null)[]>;
  /** How many batches other threads are given ahead. */
  readonly ahead: number;
  readonly scripts: Scripts;
  /** Page → the document that it shows. */
  readonly shown: ReadonlyMap<string, Document>;
  readonly findingsOf: ReadonlyMap<string, readonly Finding[]>;
  /** Path → documents of other lineages that say they replace it, newest last. */
  readonly replacedBy: ReadonlyMap<string, readonly Document[]>;
  /** Id → the notes before and after it in its phase. */
  readonly neighbours: ReadonlyMap<string, Neighbours>;
  /** The versions of a document, oldest first. */
  readonly versionsOf: (document: Document) => readonly Document[];
  /** Id → the versions that are compared. */
  readonly compared: ReadonlyMap<string, readonly ComparedPair[]>;
  readonly named: NamedCommits;
  readonly citations: Citations;
  /** Phase → keys of the items that are defined in it. */
  readonly itemsOf: ReadonlyMap<string, readonly string[]>;
  /** Key of an item → the edges that name it. */
  readonly itemEdges: ReadonlyMap<string, readonly Edge[]>;
  readonly words: ReadonlyMap<string, Pick<Rule, 'id' | 'message' | 'help'>>;
  /** Lanes that committed notes tell of, by name. */
  readonly lanes: readonly LaneNotes[];
  /** Rule id → path of the record's own page about it. */
  readonly rulePages: ReadonlyMap<string, string>;
}

/** The current notes beside one in its phase, by date. */
interface Neighbours {
  readonly previous: Document | null;
  readonly next: Document | null;
}

/** Enough batches that no thread waits while this one makes other pages, and few enough to be held. */
const AHEAD = 32;

/** A batch whose thread fails is left to this one. */
function elsewhereOn(threads: ThreadPool | null): Site['elsewhere'] {
  return async <T>(job: Job, batch: readonly unknown[]) => {
    if (threads === null || batch.length === 0) return [];
    return threads.run(job, batch).catch(() => []) as Promise<readonly (T | null)[]>;
  };
}

/** Prepares a site. Reads no file; the same input gives the same value. */
export function prepareSite(input: RenderInput, highlight: Highlight): Site {
  const { graph, config, findings, rules } = input;
  const named = namedCommits(graph, config);
  const citations = citationsOf(graph);
  const lanes = lanesOf(graph);
  const itemEdges = itemEdgesOf(graph);
  const versionsOf = ownVersions(graph);
  const compared = new Map([...graph.lineages].map(([id, lineage]) => [id, comparedPairs(lineage)]));
  const addresses = addressesOf(graph, config, {
    compared,
    repositories: [...named.byRepository.keys()],
    drawn: [...graph.lineages.keys()].filter((id) => citations.cites.has(id) || citations.citedBy.has(id)),
    cited: [
      ...graph.documents.filter((one) => citedAtLength(citingEdges(graph, one))).map(({ path }) => path),
      ...[...itemEdges].flatMap(([key, edges]) => (citedAtLength(edges) ? [key] : [])),
    ],
    lanes: lanes.map(({ lane }) => lane),
    versionsOf,
  });
  return {
    ...input,
    elsewhere: elsewhereOn(input.threads ?? null),
    ahead: input.threads ? AHEAD : 0,
    addresses,
    shown: new Map(graph.documents.map((document) => [addresses.view.get(document.path) ?? '', document])),
    highlight,
    scripts: scriptsOf(input.templates),
    findingsOf: groupBy(findings, (finding) => finding.path),
    replacedBy: replacements(graph),
    neighbours: neighbours(graph),
    versionsOf,
    compared,
    named,
    citations,
    itemsOf: itemsOf(graph),
    itemEdges,
    words: new Map(rules.map((rule) => [rule.id, rule])),
    lanes,
    rulePages: rulePages(graph, config, rules),
  };
}

function neighbours({ lineages }: Graph): ReadonlyMap<string, Neighbours> {
  const current = [...lineages.values()].map((lineage) => lineage.current);
  const phases = groupBy(
    current.filter(({ phase }) => phase !== null),
    ({ phase }) => phase,
  );
  return new Map(
    [...phases.values()].flatMap((members) => {
      const sorted = members.sort(oldestFirst);
      return sorted.map(({ id }, at) => {
        return [id, { previous: sorted[at - 1] ?? null, next: sorted[at + 1] ?? null }] as const;
      });
    }),
  );
}

function itemsOf({ items, byPath }: Graph): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const [key, { definition }] of bySort(items)) {
    const phase = byPath.get(definition.path)?.phase ?? null;
    if (phase !== null) push(keys, phase, key);
  }
  return keys;
}

function itemEdgesOf({ out }: Graph): ReadonlyMap<string, readonly Edge[]> {
  const edges = new Map<string, Edge[]>();
  for (const own of out.values()) {
    for (const edge of own) if (edge.to?.type === 'item') push(edges, edge.to.item, edge);
  }
  return edges;
}

function replacements(graph: Graph): ReadonlyMap<string, readonly Document[]> {
  const replacedBy = new Map<string, Document[]>();
  for (const { newer, older } of graph.supersessions) {
    const [by, from] = [graph.byPath.get(newer), graph.byPath.get(older)];
    if (by === undefined || from === undefined || by.id === from.id) continue;
    push(replacedBy, older, by);
  }
  return replacedBy;
}

/** A record that holds `rules/<group>/<name>.md` or `rules/<group>-<name>.md` explains that rule itself. */
function rulePages(graph: Graph, config: Config, rules: RenderInput['rules']): ReadonlyMap<string, string> {
  const ids = new Map(rules.flatMap(({ id }) => [id, id.replace('/', '-')].map((name) => [name, id])));
  const pages = new Map<string, string>();
  for (const { path } of graph.documents) {
    const name = /^rules\/(.+)\.md$/.exec(recordPath(config, path))?.[1]?.replace(/-v\d+(_\d+)+$/, '');
    const id = ids.get(name ?? '');
    if (id !== undefined) pages.set(id, path);
  }
  return pages;
}
