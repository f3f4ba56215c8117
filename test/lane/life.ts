import { act } from '../../src/lane/act.ts';
import { advance, follow } from '../../src/lane/advance.ts';
import { deed } from '../../src/lane/deed.ts';
import { digestOf } from '../../src/lane/digest.ts';
import { continueTurn } from '../../src/lane/go-on.ts';
import type { Lane } from '../../src/lane/lane.ts';
import { isOver } from '../../src/lane/outcome.ts';
import type { LaneState } from '../../src/lane/types.ts';
import { declaration, request } from './events.ts';

const PROMPT = 'Count the fares, then stop.';
const HOUR = 3_600_000;

/** What one life of slop does: whatever the lane needs next, up to a turn that is over. */
export async function live(lane: Lane, turn: string): Promise<LaneState> {
  let state = await advance(lane);
  if (state.session === null && ['absent', 'failed'].includes(state.status)) {
    state = await act(lane, 'launch', () => [
      deed({
        type: 'lane.declared',
        declaration: { ...declaration, adapter: 'fake' },
        opened: { phase: null, audit: null },
      }),
      deed({ type: 'start.intent', session: `00000000-0000-4000-8000-${turn}`, resume: false }),
    ]);
  }
  if (['stopped', 'failed', 'lost'].includes(state.status) && state.session !== null) {
    state = await act(lane, 'resume', ({ session }) => [
      deed({ type: 'start.intent', session, resume: true }),
    ]);
  }
  state = await follow(lane, ({ status }) => status !== 'starting', { milliseconds: 60_000 });
  if (state.status === 'idle' && state.turn?.phase === 'claimed') {
    state = await act(lane, 'send', ({ turn: now }) =>
      now === null ? [] : [deed({ type: 'send.intent', message: now.id, what: 'prompt', recorded: 0 })],
    );
  } else if (state.status === 'idle' && state.turn?.phase === 'interrupted') {
    state = await continueTurn(lane, state);
  } else if (state.status === 'idle' && (state.turn === null || state.turn.phase === 'reviewed')) {
    const frozen = { ...request, digest: digestOf(PROMPT), bytes: PROMPT.length };
    state = await act(lane, 'turn', () => [
      deed(
        { type: 'turn.claimed', id: turn, request: frozen, base: null },
        new Map([[frozen.digest, PROMPT]]),
      ),
      deed({ type: 'send.intent', message: turn, what: 'prompt', recorded: 0 }),
    ]);
  }
  return follow(lane, (now) => isOver(lane, now), { milliseconds: HOUR });
}
