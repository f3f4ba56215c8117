import type { Edge, Graph, Target } from '../../types.ts';

export type DocumentTarget = Extract<Target, { type: 'document' }>;
export type SectionTarget = Extract<Target, { type: 'section' }>;
export type FileTarget = Extract<Target, { type: 'file' }>;

/** An edge whose mention is of one type, with the path of the note that it stands in. */
export interface EdgeOf<T extends Target> {
  readonly path: string;
  readonly edge: Edge;
  readonly target: T;
}

/** Every edge whose mention has the given type, note by note in order of path, mention by mention. */
export function* edgesOf<T extends Target['type']>(
  graph: Graph,
  type: T,
): Iterable<EdgeOf<Extract<Target, { type: T }>>> {
  for (const { path } of graph.documents) {
    for (const edge of graph.out.get(path) ?? []) {
      const { target } = edge.mention;
      if (target.type === type) yield { path, edge, target: target as Extract<Target, { type: T }> };
    }
  }
}

/** How a document was named: `CR v0.3` for a word with a version, else the name as written. */
export function nameOf({ by, name, version }: DocumentTarget): string {
  return by === 'name' && version !== null ? `${name} v${version}` : name;
}
