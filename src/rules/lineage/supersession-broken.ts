import { saysSupersedes } from '../../link/supersessions.ts';
import type { Rule } from '../../types.ts';
import { edgesOf } from '../ref/edges.ts';
import { either, quoted } from '../words.ts';

export const supersessionBroken: Rule<{ name: string; nearest: readonly string[] }> = {
  id: 'lineage/supersession-broken',
  severity: 'error',
  message: ({ name }) => `The note says that it supersedes ${quoted(name)}, which is not in the record.`,
  help: ({ nearest }) =>
    nearest.length > 0
      ? `Write ${either(nearest)}.`
      : 'Name a document of the record by its file name, or delete the line.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document', 'missing')) {
      if (!saysSupersedes(edge.mention)) continue;
      yield { path, span: edge.mention.span, data: { name: target.name, nearest: edge.candidates } };
    }
  },
};
