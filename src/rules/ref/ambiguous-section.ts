import type { Rule } from '../../types.ts';
import { either, plain } from '../words.ts';
import { edgesOf } from './edges.ts';

export const ambiguousSection: Rule<{ address: string; candidates: readonly string[] }> = {
  id: 'ref/ambiguous-section',
  severity: 'info',
  message: ({ address, candidates }) =>
    `It is not said whose section §${plain(address)} is${candidates.length > 0 ? `; ${either(candidates)} would fit` : ''}.`,
  help: ({ address }) =>
    `Name the document before it, or write "§${plain(address)} above" for a section of this note.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'section')) {
      if (edge.state !== 'ambiguous') continue;
      yield { path, span: edge.mention.span, data: { address: target.address, candidates: edge.candidates } };
    }
  },
};
