import type { Claim, Graph, Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { type ClaimData, currentClaims, dataOf } from './claims.ts';

/** One that names a missing commit, tag or branch is told of by the rules about mentions. */
export const contradictedClaim: Rule<ClaimData> = {
  id: 'claim/contradicted',
  severity: 'error',
  message: ({ recorded, live, where }) =>
    `The note says ${quoted(recorded)}; by ${where} it is ${quoted(live)}.`,
  help: ({ type }) =>
    type === 'baseline'
      ? 'Measure again with slop verify; --update proposes what to write.'
      : 'Write what is there now, or say as of when it was so.',
  *graph({ graph }) {
    for (const claim of currentClaims(graph)) {
      if (claim.state !== 'contradicted' || claim.overtaken || namesMissing(claim, graph)) continue;
      yield { path: claim.from, span: claim.span, data: dataOf(claim) };
    }
  },
};

function namesMissing({ from, span }: Claim, { out }: Graph): boolean {
  return (out.get(from) ?? []).some(
    ({ mention, state, to }) =>
      state === 'missing' && to === null && mention.span.start >= span.start && mention.span.end <= span.end,
  );
}
