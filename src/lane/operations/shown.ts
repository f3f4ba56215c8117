import { owedProbes } from '../after/probes.ts';
import type { OpenLane } from '../context.ts';
import { exitOf, type Outcome, turnJson } from '../outcome.ts';
import { tellLane } from '../telling.ts';
import type { LaneState } from '../types.ts';

/** What a command came to that moved a lane: how the lane stands behind it. */
export async function shownLane(lane: OpenLane, state: LaneState): Promise<Outcome> {
  return {
    exit: exitOf(state),
    json: await turnJson(lane.world, lane.folder, state),
    text: tellLane(state, lane.world.now(), lane),
    aside: '',
    owed: state.turn === null ? [] : owedProbes(state.turn),
  };
}
