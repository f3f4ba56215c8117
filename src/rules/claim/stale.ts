import { isLive } from '../../link/live.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { type ClaimData, currentClaims, dataOf } from './claims.ts';

export const staleClaim: Rule<ClaimData> = {
  id: 'claim/stale',
  severity: 'warning',
  message: ({ recorded, why }) => `${quoted(recorded)} was found so too long ago: ${why ?? ''}.`,
  help: () => 'Measure again: slop verify --keep on this note.',
  *graph({ graph }) {
    for (const claim of currentClaims(graph)) {
      const note = graph.byPath.get(claim.from);
      if (claim.state !== 'stale' || note === undefined || !isLive(note, graph)) continue;
      yield { path: claim.from, span: claim.span, data: dataOf(claim) };
    }
  },
};
