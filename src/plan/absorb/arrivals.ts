import { byVersion } from '../../link/lineages.ts';
import { formatVersion } from '../../parse/version.ts';
import { byText } from '../../read/order.ts';
import { pathOf } from '../../read/paths.ts';
import type { Document, Graph } from '../../types.ts';

/** A note that came since a manifest or queue was written: the current version of its lineage. */
export interface Arrival {
  readonly document: Document;
  /** Versions of it that came and went in between, oldest first: `0.2`. */
  readonly between: readonly string[];
}

/**
 * What came since a note was written, in the order of time: current versions of other lineages that no version of
 * the note names, and that are of its day or later, or that Git knows to have come after it. One without a date, of
 * which Git says nothing, has come. Pages without version and phase, such as a glossary, are no news.
 */
export function arrivalsSince(graph: Graph, holder: Document): readonly Arrival[] {
  const named = namedBy(graph, holder);
  const later = laterThan(graph, holder);
  const arrivals = [...graph.lineages.values()].flatMap(({ id, current, versions }): readonly Arrival[] => {
    const isNews = current.version !== null || current.phase !== null || current.kind === 'decision';
    if (id === holder.id || !isNews || current.archived || named.has(current.path) || !later(current))
      return [];
    const earlier = versions.filter(
      (one) =>
        one.format === current.format &&
        byVersion(one.version, current.version) < 0 &&
        !named.has(one.path) &&
        later(one),
    );
    const between = earlier.flatMap(({ version }) => (version === null ? [] : [formatVersion(version)]));
    return [{ document: current, between }];
  });
  return inOrderOfTime(graph, arrivals);
}

/** Not by its items: a later note may define anew what was only carried, and say what became of it. */
function namedBy(graph: Graph, { id, path }: Document): ReadonlySet<string> {
  const paths = graph.lineages.get(id)?.versions.map((version) => version.path) ?? [path];
  const edges = paths.flatMap((one) => graph.out.get(one) ?? []);
  return new Set(edges.flatMap(({ to }) => (to?.type === 'item' ? [] : (pathOf(to) ?? []))));
}

function laterThan({ ledger }: Graph, holder: Document): (document: Document) => boolean {
  const dates = ledger.record?.paths;
  const written = dates?.get(holder.path)?.first.date;
  return ({ path, date }) => {
    if (written !== undefined) {
      const first = dates?.get(path)?.first.date;
      const order = first === undefined ? 1 : Date.parse(first) - Date.parse(written);
      if (order !== 0) return order > 0 || (date !== null && holder.date !== null && date > holder.date);
    }
    return date === null || holder.date === null || date >= holder.date;
  };
}

/** By day, then by commit, then those that are named before those that name them. */
function inOrderOfTime(graph: Graph, arrivals: readonly Arrival[]): readonly Arrival[] {
  const ranks = ranksIn(graph, new Set(arrivals.map(({ document }) => document.path)));
  const rank = (path: string): number => ranks.get(path) ?? 0;
  const committed = (path: string): number =>
    Date.parse(graph.ledger.record?.paths.get(path)?.first.date ?? '9999-12-31');
  return arrivals.toSorted(
    ({ document: a }, { document: b }) =>
      byText(a.date ?? '', b.date ?? '') ||
      committed(a.path) - committed(b.path) ||
      rank(a.path) - rank(b.path) ||
      byText(a.id, b.id),
  );
}

/**
 * How long the longest way is that leads down from each path by what it names; in a circle, the way up to where it was
 * entered. Kept on a stack of its own: a chain of notes may be longer than calls can be deep.
 */
function ranksIn({ out }: Graph, paths: ReadonlySet<string>): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  const settled = new Set<string>();
  const open = [...paths].reverse();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const own = path;
    if (settled.has(own)) continue;
    const targets = (out.get(own) ?? []).flatMap(({ to }) => pathOf(to) ?? []);
    const below = targets.filter((one) => one !== own && paths.has(one));
    const waiting = ranks.has(own) ? [] : below.filter((one) => !ranks.has(one));
    ranks.set(own, Math.max(0, ...below.map((one) => (ranks.get(one) ?? -1) + 1)));
    if (waiting.length > 0) open.push(own, ...waiting);
    else settled.add(own);
  }
  return ranks;
}
