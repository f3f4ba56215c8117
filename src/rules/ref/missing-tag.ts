import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { edgesOf } from './edges.ts';
import { isGone, lacks } from './gone.ts';

/** Not in a head, where a tag may be announced, nor in a sentence that speaks of what is to come. */
export const missingTag: Rule<{ name: string; repository: string | null }> = {
  id: 'ref/missing-tag',
  severity: 'warning',
  message: ({ name, repository }) => `${lacks(repository, `tag ${quoted(name)}`)}.`,
  help: () => 'Look at the name; a tag that was made and not pushed needs git push --tags.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'tag')) {
      const { name, repository } = target;
      if (isGone(edge)) yield { path, span: edge.mention.span, data: { name, repository } };
    }
  },
};
