import type { World } from '../../types.ts';
import { initialState } from '../state/initial.ts';
import { step } from '../state/step.ts';
import type { LaneState, TurnState } from '../types.ts';
import { readLog } from './log.ts';

/** Every turn of a lane as its log last had it, oldest first. */
export async function turnsOf(
  world: Pick<World, 'logs'>,
  folder: string,
  lane: string,
): Promise<readonly TurnState[]> {
  const turns = new Map<number, TurnState>();
  let state: LaneState = initialState(lane);
  await readLog(world, folder, initialState(lane), (entry) => {
    state = step(state, entry).state;
    if (state.turn !== null) turns.set(state.turn.number, state.turn);
  });
  return [...turns.values()];
}
