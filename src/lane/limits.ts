import type { Lane } from './lane.ts';
import type { LaneState } from './types.ts';

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
