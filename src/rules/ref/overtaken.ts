import { isLive } from '../../link/live.ts';
import { compareVersions } from '../../parse/version.ts';
import { push } from '../../read/order.ts';
import type { Document, Edge, EdgeState, Graph } from '../../types.ts';

/** A mention of a document that something newer has overtaken, in a note that should have known. */
interface Overtaken {
  readonly edge: Edge;
  readonly path: string;
  /** What is named. */
  readonly older: Document;
  /** What overtook it; empty for what was archived. */
  readonly newer: readonly Document[];
  /** What holds in the end, where that was overtaken in its turn. */
  readonly newest: readonly Document[];
}

/** Keys of a head that speak of the past. */
const PAST = /^\/(?:supersedes|consumes|precedents|amendments|provenance|origin)(?:\/|$)/;

/**
 * Document mentions in the given state that a reader would trip over. The citing note is current and not
 * archived, its status is not final, it is of another lineage than what it names, did not itself overtake
 * it, and is dated later than what did. A date that nobody knows keeps the mention silent, and so does a key of
 * the head that speaks of the past.
 */
export function* overtaken(graph: Graph, state: EdgeState): Iterable<Overtaken> {
  const replacing = newerOf(graph);
  for (const [path, edges] of graph.out) {
    const from = graph.byPath.get(path);
    if (from === undefined || !isLive(from, graph)) continue;
    for (const edge of edges) {
      const { field, target } = edge.mention;
      if (!isIn(edge, state) || target.type !== 'document' || edge.to?.type !== 'document') continue;
      if (field !== null && PAST.test(field)) continue;
      const older = graph.byPath.get(edge.to.path);
      if (older === undefined || older.id === from.id) continue;
      const newer = state === 'archived' ? [] : newerThan(older, graph, replacing);
      if (newer.includes(from)) continue;
      const since = state === 'archived' ? archivedOn(older, graph) : firstDay(newer, graph);
      const day = dayOf(from, graph);
      if (since === null || day === null || day <= since) continue;
      const newest = newestOf(newer, replacing);
      if (!newest.includes(from)) yield { edge, path, older, newer, newest };
    }
  }
}

/** True when a state is the first that applies, but for that the text was amended too. */
function isIn({ state, facts }: Edge, wanted: EdgeState): boolean {
  return state === wanted || (state === 'amended' && facts[0] === wanted);
}

/** Path → documents that replace it. */
type Replacing = ReadonlyMap<string, readonly Document[]>;

/** The day a document is from, `YYYY-MM-DD`: its own date, else that of its first commit, else null. */
export function dayOf(document: Document, graph: Graph): string | null {
  return document.date ?? committed(document, graph, 'first');
}

/** A shallow clone knows its own depth, not when a file came. */
function committed({ path }: Document, { ledger }: Graph, which: 'first' | 'last'): string | null {
  if (ledger.record === null || ledger.record.shallow) return null;
  return ledger.record.paths.get(path)?.[which].date.slice(0, 10) ?? null;
}

/** Moving to the archive is a commit of the file. Without history, no earlier than the document was written. */
function archivedOn(document: Document, graph: Graph): string | null {
  return committed(document, graph, 'last') ?? document.date;
}

function firstDay(newer: readonly Document[], graph: Graph): string | null {
  const days = newer.map((document) => dayOf(document, graph)).filter((day) => day !== null);
  return days.sort()[0] ?? null;
}

/** Later versions, and whatever says that it replaces this version or its twin. */
function newerThan(older: Document, graph: Graph, replacing: Replacing): readonly Document[] {
  const { version } = older;
  const versions = graph.lineages.get(older.id)?.versions ?? [older];
  const newer = versions.flatMap((other) => {
    const order = version === null || other.version === null ? 0 : compareVersions(other.version, version);
    return order > 0 ? [other] : order === 0 ? (replacing.get(other.path) ?? []) : [];
  });
  return [...new Set(newer)];
}

/** Where everything that replaces some documents leads in the end; these themselves where it leads in a circle. */
function newestOf(documents: readonly Document[], replacing: Replacing): readonly Document[] {
  const reached = new Set(documents);
  for (const { path } of reached) for (const next of replacing.get(path) ?? []) reached.add(next);
  const ends = [...reached].filter(({ path }) => !replacing.has(path));
  return ends.length > 0 ? ends : documents;
}

function newerOf(graph: Graph): Replacing {
  const newer = new Map<string, Document[]>();
  for (const supersession of graph.supersessions) {
    const document = graph.byPath.get(supersession.newer);
    if (document !== undefined) push(newer, supersession.older, document);
  }
  return newer;
}
