import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { type ClaimData, currentClaims, dataOf } from './claims.ts';

/** What held when it was written, and does not any more, in a note that still speaks. */
export const overtakenClaim: Rule<ClaimData> = {
  id: 'claim/overtaken',
  severity: 'warning',
  message: ({ recorded, live, where, why }) =>
    `The note says ${quoted(recorded)}; in ${where} it is ${quoted(live)} now${why === null ? '' : `: ${why}`}.`,
  help: () =>
    'Write where the branch is now, or in the sentence as of which day it was there; a note that is of the past takes a final status of its kind.',
  *graph({ graph }) {
    for (const claim of currentClaims(graph)) {
      if (claim.state === 'contradicted' && claim.overtaken)
        yield { path: claim.from, span: claim.span, data: dataOf(claim) };
    }
  },
};
