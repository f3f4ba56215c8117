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
      yield { path, span: edge.mention.span, data: told(target, edge.candidates) };
    }
  },
};

/** An address that stands in parentheses of its own, as in `[words]((#anchor))`, is told whole, and meant without them. */
function told(
  { path, anchor }: { readonly path: string; readonly anchor: string | null },
  candidates: readonly string[],
) {
  const inner = /^\((.+)\)$/.exec(anchor === null ? path : `${path}#${anchor}`)?.[1];
  if (inner === undefined || candidates.length > 0) return { file: path, nearest: candidates };
  return { file: `(${inner})`, nearest: [inner] };
}
