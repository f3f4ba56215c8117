import type { Rule } from '../../types.ts';
import { isSupersession } from '../lineage/supersession-broken.ts';
import { either, plain, quoted } from '../words.ts';
import { edgesOf, nameOf } from './edges.ts';

/** Not for what is planned, what lies in another repository, or what a head says it supersedes. */
export const missingDocument: Rule<{ name: string; nearest: readonly string[] }> = {
  id: 'ref/missing-document',
  severity: 'error',
  message: ({ name }) => `${quoted(name)} is not in the record.`,
  help: ({ name, nearest }) =>
    nearest.length > 0
      ? `Write ${either(nearest)}; if it is still to be written, say so: \`${plain(name)} (to be produced)\`.`
      : `Add it; or, if it is still to be written, say so: \`${plain(name)} (to be produced)\`; or name the repository it is in.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document')) {
      if (edge.state !== 'missing' || edge.to !== null || target.repository !== null || target.planned)
        continue;
      if (isSupersession(edge)) continue;
      yield { path, span: edge.mention.span, data: { name: nameOf(target), nearest: edge.candidates } };
    }
  },
};
