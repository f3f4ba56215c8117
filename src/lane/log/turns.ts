import type { World } from '../../types.ts';
import { initialState } from '../state/initial.ts';
import type { LaneState, TurnState } from '../types.ts';
import { readLog } from './log.ts';

/** A turn as its lane's log last had it, and the lane's state then. */
export interface LoggedTurn {
  readonly turn: TurnState;
  readonly state: LaneState;
}

/** Every turn of a lane as its log last had it, oldest first. */
export async function turnsOf(
  world: Pick<World, 'logs'>,
  folder: string,
  lane: string,
): Promise<readonly LoggedTurn[]> {
  const turns = new Map<number, LoggedTurn>();
  await readLog(world, folder, initialState(lane), (_, state) => {
    if (state.turn !== null) turns.set(state.turn.number, { turn: state.turn, state });
  });
  return [...turns.values()];
}
