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

function namedBy(graph: Graph, { id, path }: Document): ReadonlySet<string> {
  const paths = graph.lineages.get(id)?.versions.map((version) => version.path) ?? [path];
  const edges = paths.flatMap((one) => graph.out.get(one) ?? []);
  return new Set(edges.flatMap(({ to }) => pathOf(to) ?? []));
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
  const paths = new Set(arrivals.map(({ document }) => document.path));
  const ranks = new Map<string, number>();
  const rank = (path: string): number => {
    const known = ranks.get(path);
    if (known !== undefined) return known;
    ranks.set(path, 0);
    const below = (graph.out.get(path) ?? []).flatMap(({ to }) => pathOf(to) ?? []);
    const most = Math.max(
      0,
      ...below.filter((one) => one !== path && paths.has(one)).map((one) => rank(one) + 1),
    );
    ranks.set(path, most);
    return most;
  };
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
