import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';
import { edgesOf } from './edges.ts';

/** Not where history is cut off, nor for a hash that another repository has. */
export const missingCommit: Rule<{ hash: string; repository: string | null }> = {
  id: 'ref/missing-commit',
  severity: 'error',
  message: ({ hash, repository }) =>
    repository === null
      ? `No repository has the commit ${unquoted(hash)}.`
      : `${unquoted(repository)} has no commit ${unquoted(hash)}.`,
  help: ({ repository }) =>
    repository === null
      ? 'Look the commit up with git log, and write its repository before its hash.'
      : `Look the commit up with git log; if it is newer than the clone, run slop repos sync ${unquoted(repository)}.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'commit', 'missing')) {
      if (edge.to !== null || edge.candidates.length > 0) continue;
      const { hash, repository } = target;
      yield { path, span: edge.mention.span, data: { hash, repository } };
    }
  },
};
