import type { LaneDeclaration } from '../types.ts';
import type { Lane } from './lane.ts';
import type { LaneState } from './types.ts';

/** In milliseconds. */
export const MINUTE = 60_000;

/** A limit whose end is known, in a lane that still may go on by itself. */
export function goesOnAlone({ config }: Pick<Lane, 'config'>, { block, turn }: LaneState): boolean {
  return (
    config.limits.resume &&
    block?.code === 'claude_usage_limit' &&
    block.wake !== null &&
    turn !== null &&
    turn.resumes < config.limits.resumes
  );
}

/** What of its budget a lane has spent, in a few words; null while there is some left. */
export function budgetSpent(
  { budget: { turns, minutes, cost } }: Pick<LaneDeclaration, 'budget'>,
  totals: LaneState['totals'],
): string | null {
  if (turns !== null && totals.turns >= turns) return `${totals.turns} of ${turns} turns`;
  if (minutes !== null && totals.milliseconds >= minutes * MINUTE) return `${minutes} minutes`;
  if (cost !== null && totals.cost >= cost) return `${totals.cost.toFixed(2)} of ${cost} dollars`;
  return null;
}
