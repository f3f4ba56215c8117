import type { Edge, Graph, Rule } from '../../types.ts';
import { either, plain, quoted } from '../words.ts';
import { edgesOf, type SectionTarget } from './edges.ts';

/** For `§` addresses, and for what a link to a note has after `#`. */
export const missingSection: Rule<{ address: string; document: string | null; nearest: readonly string[] }> =
  {
    id: 'ref/missing-section',
    severity: 'error',
    message: ({ address, document }) =>
      `${document === null ? 'The document named before' : quoted(document)} has no section ${plain(address)}.`,
    help: ({ nearest }) =>
      nearest.length > 0
        ? `Write ${either(nearest)}.`
        : 'Write the number or the words of one of its headings.',
    *graph({ graph }) {
      for (const { path, edge, target } of edgesOf(graph, 'section')) {
        if (edge.state !== 'missing') continue;
        const document = edge.to?.path ?? ownerOf(target, path, graph);
        const data = { address: `§${target.address}`, document, nearest: edge.candidates };
        yield { path, span: edge.mention.span, data };
      }
      for (const { path, edge, target } of edgesOf(graph, 'document')) {
        if (target.anchor === null || !lacksSection(edge, graph)) continue;
        const data = {
          address: `#${target.anchor}`,
          document: edge.to?.path ?? null,
          nearest: edge.candidates,
        };
        yield { path, span: edge.mention.span, data };
      }
    },
  };

/** The note that a section mention speaks of. */
function ownerOf({ of }: SectionTarget, path: string, graph: Graph): string | null {
  if (of === null) return null;
  if (of === 'here') return path;
  const mention = graph.byPath.get(path)?.draft?.mentions[of];
  return graph.out.get(path)?.find((edge) => edge.mention === mention)?.to?.path ?? null;
}

/** True when a document was found, its headings are known, and none of them was. */
function lacksSection({ to }: Edge, graph: Graph): boolean {
  if (to?.type !== 'document' || to.slug !== null) return false;
  const draft = graph.byPath.get(to.path)?.draft;
  return draft !== null && draft !== undefined && !draft.opaque;
}
