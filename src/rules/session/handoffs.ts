import { byAge } from '../../link/lineages.ts';
import { push } from '../../read/order.ts';
import type { Document, Graph, GraphView, Span } from '../../types.ts';

/** A note that waits for a session to take it up, and the notes that did. */
interface Handed {
  readonly handoff: Document;
  /** Each with the span of the mention under `consumes`; oldest first. */
  readonly by: readonly { readonly document: Document; readonly span: Span }[];
}

/** The current notes of a kind that can be consumed, each with the current notes that say they consumed it. */
export function handoffs({ graph, kinds }: Pick<GraphView, 'graph' | 'kinds'>): readonly Handed[] {
  const takers = takersIn(graph);
  return [...graph.lineages.values()].flatMap(({ current, id }) => {
    if (kinds.get(current.kind)?.ladder.includes('consumed') !== true) return [];
    const by = (takers.get(id) ?? []).toSorted((a, b) => byAge(a.document, b.document));
    return [{ handoff: current, by }];
  });
}

/** The session that wrote a note; null when its head does not say. */
export function sessionOf({ draft }: Document): string | null {
  const session = draft?.head['session'];
  return typeof session === 'string' && session.trim() !== '' ? session.trim() : null;
}

function takersIn(graph: Graph): ReadonlyMap<string, Handed['by']> {
  const takers = new Map<string, Handed['by'][number][]>();
  for (const { current } of graph.lineages.values()) {
    for (const { mention, to } of graph.out.get(current.path) ?? []) {
      if (mention.field === null || !/^\/consumes(?:\/\d+)?$/.test(mention.field) || to?.type !== 'document')
        continue;
      push(takers, graph.byPath.get(to.path)?.id ?? '', { document: current, span: mention.span });
    }
  }
  return takers;
}
