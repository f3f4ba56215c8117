import type { Rule } from '../../types.ts';
import { joined, unquoted } from '../words.ts';
import { candidateNamed } from './commits.ts';
import { edgesOf } from './edges.ts';

export const wrongRepository: Rule<{ hash: string; repository: string; found: readonly string[] }> = {
  id: 'ref/wrong-repository',
  severity: 'error',
  message: ({ hash, repository, found }) =>
    `${unquoted(repository)} has no commit ${unquoted(hash)}, but ${joined(
      found.map((one) => one.split(' ')[0] ?? ''),
      'and',
    )} ${found.length === 1 ? 'has' : 'have'} one.`,
  help: ({ found }) => `Write ${joined(found, 'or')}.`,
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'commit', 'missing')) {
      if (edge.to !== null || edge.candidates.length === 0) continue;
      const { hash, repository } = target;
      const found = edge.candidates.map((one) => candidateNamed(one, hash.length));
      yield { path, span: edge.mention.span, data: { hash, repository: repository ?? '', found } };
    }
  },
};
