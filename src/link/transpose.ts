import { push } from '../read/order.ts';
import type { Document, Edge, Graph, Target } from '../types.ts';

/**
 * Edges by the document they lead to: for each, those of one note after those of another in order of path, and in
 * order of place within a note. Edges to files, items, repositories and nothing are left out; a document without edges has none.
 */
export function transposed(
  out: ReadonlyMap<string, readonly Edge[]>,
  documents: readonly Document[],
): ReadonlyMap<string, readonly Edge[]> {
  const edges = new Map<string, Edge[]>(documents.map(({ path }) => [path, []]));
  for (const { path } of documents) {
    for (const edge of out.get(path) ?? []) {
      if (edge.to?.type === 'document' || edge.to?.type === 'section') push(edges, edge.to.path, edge);
    }
  }
  return edges;
}

/** All edges by what their mention's target is, in order of path and of place: rules ask for one type each. */
export function edgesByType(
  out: ReadonlyMap<string, readonly Edge[]>,
  documents: readonly Document[],
): Graph['byType'] {
  const edges = new Map<Target['type'], Edge[]>();
  for (const { path } of documents) {
    for (const edge of out.get(path) ?? []) push(edges, edge.mention.target.type, edge);
  }
  return edges;
}
