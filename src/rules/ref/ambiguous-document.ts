import type { Rule } from '../../types.ts';
import { either, quoted } from '../words.ts';
import { documentWritten, edgesOf } from './edges.ts';

export const ambiguousDocument: Rule<{ name: string; candidates: readonly string[] }> = {
  id: 'ref/ambiguous-document',
  severity: 'warning',
  message: ({ name, candidates }) => `${quoted(name)} may mean ${either(candidates)}.`,
  help: ({ candidates }) =>
    `Write the file name with its folder, or a Markdown link, for example to ${quoted(candidates[0] ?? '')}.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document', 'ambiguous')) {
      yield {
        path,
        span: edge.mention.span,
        data: { name: documentWritten(target), candidates: edge.candidates },
      };
    }
  },
};
