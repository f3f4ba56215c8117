import { act } from './act.ts';
import { examination, examined, stillWanted } from './after/examine.ts';
import { deed } from './deed.ts';
import { goOn } from './go-on.ts';
import type { Lane } from './lane.ts';
import { MINUTE } from './limits.ts';
import { currentState } from './log/current.ts';
import { type Patience, recover } from './recover.ts';
import type { LaneState, Look } from './types.ts';

/** Milliseconds for a session to begin, and for more to come behind the end of a turn. */
const START = 45_000;
const DIALOG = 25_000;
const SETTLE = 900;
/** Milliseconds between two looks at files while things happen, and at most: in a turn, and in a long wait. */
const POLL = { least: 30, turn: 250, wait: 2000 };
/** The share of a silence by which its end may be seen later. */
const LATER = 1 / 20;
/** Milliseconds between two looks at processes. */
const LOOK = 1000;
/** Milliseconds by which a pause may be too long, and it is still taken for one. */
const LATE = 10_000;

/** What whoever follows a lane knows of time. */
interface Watch {
  /** When the state was first seen as it is. */
  readonly since: number;
  /** As in `Patience`. */
  readonly woke: number;
}

/**
 * Moves a lane to where the world has got to, and goes on where a wait is over. Any process may call it at any time;
 * calling it twice is the same as once.
 */
export async function advance(
  lane: Lane,
  known: LaneState | null = null,
  looks = true,
  watch: Watch = { since: lane.world.now(), woke: 0 },
): Promise<LaneState> {
  const state = await lookAround(lane, known, looks, watch);
  return looks ? goOn(lane, state) : state;
}

/** Moves a lane to where the world has got to: reads what its session wrote, and looks around. It sends nothing. */
export async function lookAround(
  lane: Lane,
  known: LaneState | null = null,
  looks = true,
  { since, woke }: Watch = { since: lane.world.now(), woke: 0 },
): Promise<LaneState> {
  const { world, adapter, folder, name } = lane;
  const { state: logged, behind } = await currentState(world, folder, name, known);
  // Whoever wrote the log last was killed before it wrote what is made from it.
  const state = behind && known === null ? await act(lane, 'looking', () => []) : logged;
  if (state.status === 'absent') return state;
  // Looked first: what a process that is gone by now has written is then all there to be read.
  const look = looks ? await adapter.look(state) : null;
  const begun = look === null ? state : await foundProcess(lane, state, look);
  const seen = await adapter.observe(begun);
  const moved = seen.length === 0 ? begun : await act(lane, 'reading', () => seen, begun);
  if (look === null) return moved;
  const patience = patienceOf(lane, {
    since: moved.log.seq === known?.log.seq ? since : world.now(),
    woke,
  });
  const concluded = recover(moved, look, patience);
  // Whoever sees the turn settled sees what it changed.
  const settles = concluded.some(({ event }) => event.type === 'turn.settled');
  const found = settles && moved.turn?.phase === 'ended' ? await examination(lane, moved) : [];
  // Others may have moved on meanwhile: it is concluded again from what the log says then.
  const after =
    concluded.length === 0
      ? moved
      : await act(
          lane,
          'looking around',
          (now) => [...(stillWanted(now, moved) ? found : []), ...recover(now, look, patience)],
          moved,
        );
  return examined(lane, after);
}

/** A slop that was killed behind the start of a process could not write down which one. */
async function foundProcess(lane: Lane, state: LaneState, { process: found }: Look): Promise<LaneState> {
  if (state.status !== 'starting' || state.process !== null || found === null) return state;
  const tmux = lane.adapter.watched ? `${lane.folder}/tmux` : null;
  const event = { type: 'start.process', process: found, tmux } as const;
  return act(lane, 'looking around', () => [{ event, certainty: 'inferred', from: null }], state);
}

function patienceOf({ world, adapter, config }: Lane, { since, woke }: Watch): Patience {
  return {
    now: world.now(),
    seen: since,
    woke,
    start: adapter.watched ? DIALOG : START,
    watched: adapter.watched,
    delivery: adapter.patience,
    silence: config.silence * MINUTE,
    settle: SETTLE,
  };
}

/** Follows a lane until it is where it should be, or the time is over; a signal ends it earlier. */
export async function follow(
  lane: Lane,
  arrived: (state: LaneState) => boolean,
  { milliseconds, interrupted }: { readonly milliseconds: number; readonly interrupted?: AbortSignal },
): Promise<LaneState> {
  const { world } = lane;
  let end = world.now() + milliseconds;
  let state = await advance(lane);
  let pause = POLL.least;
  let since = world.now();
  let woke = 0;
  for (let looked = since; !arrived(state); ) {
    const slept = world.now();
    if (slept >= end || interrupted?.aborted === true) break;
    // Who waits for nothing more to come wakes when that may be so, and has no need to look around before.
    const ended =
      state.status === 'settling' ? Math.min(since, Date.parse(state.at ?? '')) : Number.POSITIVE_INFINITY;
    const settled = ended + SETTLE - slept;
    const sleep = settled > 0 ? Math.min(pause, settled) : pause;
    await world.processes.pause(sleep);
    const late = world.now() - slept - sleep;
    if (late > LATE) {
      [woke, end] = [world.now(), end + late];
      state = await act(lane, 'waking', () => [deed({ type: 'time.lost', milliseconds: late })], state);
    }
    const looks = world.now() - looked >= LOOK || world.now() - slept >= settled;
    if (looks) looked = world.now();
    const before = state;
    state = await advance(lane, before, looks, { since, woke });
    if (state.log.seq !== before.log.seq) since = world.now();
    const silence = Math.min((world.now() - since) * LATER, LOOK);
    const most = state.status === 'blocked' ? POLL.wait : Math.max(POLL.turn, silence);
    pause = state.log.seq === before.log.seq ? Math.min(pause * 1.5, most) : POLL.least;
  }
  return state;
}
