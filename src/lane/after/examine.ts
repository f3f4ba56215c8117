import { oidOf } from '../../read/blob.ts';
import { act } from '../act.ts';
import { deed } from '../deed.ts';
import type { Lane } from '../lane.ts';
import { isSettling } from '../state/stepping.ts';
import type { LaneState, Observation, TurnState } from '../types.ts';
import { changesOf } from './changes.ts';

/** Whether a turn is over that nobody has looked at the changes of. */
function isUnexamined(state: LaneState): boolean {
  return state.turn?.phase === 'ended' && state.turn.changes === null && !isSettling(state);
}

/** What a turn that ended has changed, as events; a protected path puts the lane in quarantine. */
export async function examination(lane: Lane, { turn }: LaneState): Promise<readonly Observation[]> {
  if (turn === null) return [];
  const { changes, bodies } = await changesOf(lane, turn);
  const found = [
    ...(await staleness(lane, turn)),
    deed({ type: 'changes.found', turn: turn.id, changes }, bodies),
  ];
  if (changes.protected === 0) return found;
  const paths = changes.protected === 1 ? 'a path that is' : `${changes.protected} paths that are`;
  const message = `Turn ${turn.number} changed ${paths} protected: slop lane result ${lane.name} lists what it changed.`;
  return [...found, deed({ type: 'doubt', code: 'boundary_crossed', message })];
}

/** A note that was edited after it was sent asks for something else than what was done. */
async function staleness({ world, root }: Lane, { request }: TurnState): Promise<readonly Observation[]> {
  const oid = await oidOf(world.files, `${request.root ?? root}/${request.path}`);
  return oid === null || oid === request.oid ? [] : [deed({ type: 'turn.stale', oid })];
}

/** Looks at the changes of a turn that is over, where nobody did. */
export async function examined(lane: Lane, state: LaneState): Promise<LaneState> {
  if (!isUnexamined(state)) return state;
  const found = await examination(lane, state);
  return act(lane, 'looking at changes', (now) => (stillWanted(now, state) ? found : []), state);
}

/** What was found for a turn counts once. */
export function stillWanted({ turn: now }: LaneState, { turn: then }: LaneState): boolean {
  return now !== null && now.id === then?.id && now.changes === null;
}
