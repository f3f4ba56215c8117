import type { Rule } from '../../types.ts';
import { joined, unquoted } from '../words.ts';
import { candidateNamed } from './commits.ts';
import { edgesOf } from './edges.ts';

/** Digits that are shown of each candidate: enough to tell them apart in any repository. */
const SHOWN = 12;

/** Candidates that are shown. */
const MOST = 4;

export const ambiguousCommit: Rule<{ hash: string; candidates: readonly string[] }> = {
  id: 'ref/ambiguous-commit',
  severity: 'warning',
  message: ({ hash, candidates }) =>
    candidates.length > 0
      ? `The hash ${unquoted(hash)} may mean ${joined(candidates, 'or')}.`
      : `The hash ${unquoted(hash)} is the beginning of more than one object.`,
  help: () => 'Write more digits of the hash, and the word for its repository before it.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'commit', 'ambiguous')) {
      const candidates = edge.candidates.slice(0, MOST).map((one) => candidateNamed(one, SHOWN));
      yield { path, span: edge.mention.span, data: { hash: target.hash, candidates } };
    }
  },
};
