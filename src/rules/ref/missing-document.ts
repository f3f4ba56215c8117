import type { Rule } from '../../types.ts';
import { isSupersession } from '../lineage/supersession-broken.ts';
import { either, quoted } from '../words.ts';
import { edgesOf, isNextVersion, nameOf } from './edges.ts';

/** Not for what is planned, what lies in another repository, or what a head says it supersedes. */
export const missingDocument: Rule<{ name: string; nearest: readonly string[] }> = {
  id: 'ref/missing-document',
  severity: 'error',
  message: ({ name }) => `${quoted(name)} is not in the record.`,
  help: ({ nearest }) =>
    `${nearest.length > 0 ? `Write ${either(nearest.slice(0, 3))}` : 'Add it to the record'}; if it is still to be written, put "(to be produced)" behind the name.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document')) {
      if (edge.state !== 'missing' || edge.to !== null || target.repository !== null || target.planned)
        continue;
      if (isSupersession(edge) || isNextVersion(edge)) continue;
      yield { path, span: edge.mention.span, data: { name: nameOf(target), nearest: edge.candidates } };
    }
  },
};
