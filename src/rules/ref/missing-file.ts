import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { edgesOf } from './edges.ts';

export const missingFile: Rule<{ file: string; nearest: readonly string[] }> = {
  id: 'ref/missing-file',
  severity: 'error',
  message: ({ file }) => `The link leads to ${quoted(file)}, which does not exist.`,
  help: ({ nearest }) =>
    nearest[0] === undefined
      ? 'Correct the path, which is relative to the folder of this note; an address elsewhere begins with `https://` or `mailto:`.'
      : `Write ${quoted(nearest[0])}.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'file', 'missing')) {
      if (target.image) continue;
      yield { path, span: edge.mention.span, data: { file: target.path, nearest: edge.candidates } };
    }
  },
};
