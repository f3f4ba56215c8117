import { mayAsk, tellLimit } from './account.ts';
import { act } from './act.ts';
import { continuation, continuationId } from './continuation.ts';
import { deed } from './deed.ts';
import type { Lane } from './lane.ts';
import { goesOnAlone } from './limits.ts';
import { sending } from './sending.ts';
import type { LaneBlock, LaneState, TurnState } from './types.ts';

/** Goes on in the same session where a usage limit is over; else leaves the lane as it is. */
export async function goOn(lane: Lane, state: LaneState): Promise<LaneState> {
  const { block, turn, declaration } = state;
  if (state.status !== 'blocked' || block === null || turn === null || declaration === null) return state;
  const { account } = declaration;
  if (block.reset !== null && lane.world.now() < block.reset) await tellLimit(lane, account, block.reset);
  if (!goesOnAlone(lane, state) || block.wake === null || lane.world.now() < block.wake) return state;
  const later = await mayAsk(lane, account);
  return later === null ? continueTurn(lane, state) : wait(lane, block, later);
}

/** Never earlier than the lane's own time: that has its share of chance. */
function wait(lane: Lane, { reset, wake }: LaneBlock, until: number): Promise<LaneState> {
  const share = wake === null || reset === null ? 0 : Math.max(0, wake - reset);
  return act(lane, 'waiting for a limit', () => [deed({ type: 'wait.moved', wake: until + share })]);
}

/** Sends the words by which a session goes on with its turn, once. */
export function continueTurn(lane: Lane, known: LaneState): Promise<LaneState> {
  return act(
    lane,
    'going on',
    async (state) => {
      const { turn } = state;
      const mayGoOn = turn !== null && turn.phase !== 'ended' && turn.phase !== 'reviewed';
      if (!mayGoOn || !isSame(turn, known.turn)) return [];
      const note = { type: 'note', code: 'going_on', message: continuation(turn), body: null } as const;
      return [deed(note), await sending(lane, state, continuationId(turn), 'continuation')];
    },
    known,
  );
}

const isSame = (one: TurnState, other: TurnState | null): boolean =>
  one.id === other?.id && one.message === other.message && one.attempts === other.attempts;
