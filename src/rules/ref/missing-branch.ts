import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { edgesOf } from './edges.ts';
import { isGone, lacks } from './gone.ts';

/** Branches go when they are merged, so that this only tells. */
export const missingBranch: Rule<{ name: string; repository: string | null }> = {
  id: 'ref/missing-branch',
  severity: 'info',
  message: ({ name, repository }) => `${lacks(repository, `branch ${quoted(name)}`)} (any more).`,
  help: () => 'Nothing needs doing if it was merged and deleted; else look at the name.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'branch')) {
      const { name, repository } = target;
      if (isGone(edge)) yield { path, span: edge.mention.span, data: { name, repository } };
    }
  },
};
