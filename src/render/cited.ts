import { groupBy } from '../read/order.ts';
import type { Document, Edge, Graph } from '../types.ts';

/** How much is told of who cites a thing. */
export interface Most {
  readonly notes: number;
  /** Sentences of one note. */
  readonly places: number;
  /** Characters of all sentences, beyond which only notes are told. */
  readonly quoted: number;
}

/** Beside the thing itself, which must stay a page though everything cites it. */
export const BESIDE: Most = { notes: 14, places: 4, quoted: 3_500 };
/** On pages that hold nothing else. */
export const AT_LENGTH: Most = {
  notes: Number.POSITIVE_INFINITY,
  places: 12,
  quoted: Number.POSITIVE_INFINITY,
};

/** True where not all of what cites a thing stands beside it: it has pages of its own then. */
export function citedAtLength(edges: readonly Edge[]): boolean {
  const notes = groupBy(edges, (edge) => edge.from);
  const quoted = edges.reduce((sum, { mention }) => sum + mention.sentence.length, 0);
  return (
    notes.size > BESIDE.notes ||
    quoted > BESIDE.quoted ||
    [...notes.values()].some(({ length }) => length > BESIDE.places)
  );
}

/** The mentions of a document in others. */
export function citingEdges(graph: Graph, { path }: Document): readonly Edge[] {
  return (graph.in.get(path) ?? []).filter(({ from }) => from !== path);
}
