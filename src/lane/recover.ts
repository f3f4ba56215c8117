import { deed } from './deed.ts';
import { unfinished } from './result.ts';
import { isAtWork, isBeginning } from './state/stepping.ts';
import type { LaneEvent, LaneState, LaneStatus, Look, Observation, TurnState } from './types.ts';

/** What a lane is measured by while it waits, in milliseconds. */
export interface Patience {
  readonly now: number;
  /** Since when the state is seen as it is by whoever looks: all that is known of time once a clock was put back. */
  readonly seen: number;
  /** When whoever looks last saw that the clock had been put on, or the machine had slept; 0 for never. */
  readonly woke: number;
  /** For a session to begin. */
  readonly start: number;
  /** For proof that a message arrived. */
  readonly delivery: number;
  /** For a sign while a turn runs. */
  readonly silence: number;
  /** For more to come after the end of a turn. */
  readonly settle: number;
  /** Whether a person can answer what keeps a session from beginning. */
  readonly watched: boolean;
}

/** How long a turn may look finished in the session's record before its lost ending is taken from there. */
const LOST_ENDING = 3000;

const concluded = (event: LaneEvent, bodies?: ReadonlyMap<string, string>): Observation => ({
  event,
  certainty: 'inferred',
  from: null,
  ...(bodies && { bodies }),
});

/**
 * What a look around says that the log does not know yet. All that the session wrote must be in the state already, and
 * the look must be older than that reading: a process that had ended by then has written everything.
 */
export function recover(state: LaneState, look: Look, patience: Patience): readonly Observation[] {
  if (state.process === null && state.status !== 'starting') return [];
  if (look.transcript === 'other' && look.alive !== null) {
    const message = `The record at ${state.transcript} is of another session than ${state.session}.`;
    return state.status === 'quarantined'
      ? []
      : [concluded({ type: 'doubt', code: 'session_mismatch', message })];
  }
  return look.alive === false ? dead(state, look) : living(state, look, patience);
}

/** The process is gone. What its record proves is told first; a message that it may hold is never sent again. */
function dead(state: LaneState, look: Look): readonly Observation[] {
  const how = howItEnded(state, look);
  const gone = concluded({ type: 'session.gone', how });
  const { turn } = state;
  if (turn?.phase === 'accepted')
    return [...(forgot(turn, look) ? [forgotten(turn)] : ending(state, look)), gone];
  if (turn?.phase !== 'delivering') return [gone];
  const { message } = turn;
  if (look.holds === true) return [arrived(message), ...ending(state, look), gone];
  if (look.holds !== false || look.transcript !== 'whole') return [gone];
  const why = 'The session ended, and its record is whole without the message.';
  return [gone, concluded({ type: 'send.disproved', message, by: 'transcript', why })];
}

/** Words to go on are said anew; without the prompt the session would not know what it is to go on with. */
function forgot({ id, message }: TurnState, { holds }: Look): boolean {
  return holds === false && message === id;
}

function forgotten({ message }: TurnState): Observation {
  const told = 'The session took the message, and ended before its record had it.';
  const { result } = unfinished('failed', 'message_lost', told);
  return concluded({ type: 'turn.ended', message, result, spent: null });
}

function howItEnded(state: LaneState, { said, transcript }: Look): string {
  const { session } = state;
  if (isBeginning(state) && session !== null && transcript === 'missing')
    return `Its process ended: the record of session ${session} is not there, so that the program cannot open it again.`;
  return said === null ? 'Its process ended.' : `Its process ended: ${said}`;
}

function living(state: LaneState, look: Look, patience: Patience): readonly Observation[] {
  const { turn, at } = state;
  const { now, seen, woke } = patience;
  // What lies ahead was written before the clock was put back, or right behind such a line. Time that nobody lived
  // through is no time that was waited.
  const last = Math.max(woke, at === null || Date.parse(at) > now ? seen : Date.parse(at));
  const waited = now - last;
  const quiet = now - Math.max(look.sign === null || look.sign > now ? 0 : look.sign, last);
  const status: LaneStatus = state.status;
  if (status === 'starting')
    return waited < patience.start ? [] : [patience.watched ? dialog() : notBegun(state)];
  if (status === 'delivering' && turn?.phase === 'delivering') {
    if (waited < patience.delivery) return [];
    if (look.holds === true) return [arrived(turn.message), ...ending(state, look)];
    const why = `Nothing proves that the message arrived, ${Math.round(waited / 1000)} s after it was sent.`;
    return [concluded({ type: 'send.unproven', message: turn.message, why })];
  }
  if (status === 'delivery-unknown' && look.holds === true && turn !== null)
    return [arrived(turn.message), ...ending(state, look)];
  // A person may have ended it at the terminal, of which the session says nothing.
  if (state.late !== null && !isAtWork(state) && quiet >= LOST_ENDING && look.doing === 'idle')
    return [...answered(state), concluded({ type: 'late.changed', work: null })];
  if (status === 'settling')
    return quiet < patience.settle || state.tasks > 0 || state.late !== null
      ? []
      : [deed({ type: 'turn.settled' })];
  if (status === 'suspect' && quiet < patience.silence) return [concluded({ type: 'turn.sign' })];
  if (!isAtWork(state)) return [];
  const asks = state.questions.length > 0;
  if (quiet >= LOST_ENDING) {
    if (look.result !== null) return ending(state, look);
    // It says that it works only behind its hook, and has the message in its record behind that.
    if (look.doing === 'idle' && look.holds !== false) return [withoutEnding(state, look)];
    if (look.doing === 'busy' && asks) return answered(state);
    if (look.doing === 'waiting' && !asks) return [unheard()];
  }
  if (status === 'running' && quiet >= patience.silence) {
    const since = new Date(patience.now - quiet).toISOString();
    return [concluded({ type: 'turn.silent', since })];
  }
  return [];
}

function arrived(message: string): Observation {
  return concluded({ type: 'send.accepted', message, by: 'transcript', digest: null });
}

function ending({ turn }: LaneState, { result }: Look): readonly Observation[] {
  if (result === null || turn === null) return [];
  const { message } = turn;
  return [concluded({ type: 'turn.ended', message, result: result.result, spent: null }, result.bodies)];
}

/** Nothing stands in its terminal any more: a person answered there. */
function answered({ questions }: LaneState): readonly Observation[] {
  return questions.map(({ id }) =>
    concluded({ type: 'question.settled', id, answer: 'in the terminal', by: 'session' }),
  );
}

/** What it asks, no hook told; or more stood there than was answered. */
function unheard(): Observation {
  const text = 'A dialog stands in its terminal, and nothing tells what it asks.';
  return concluded({ type: 'question.asked', id: 'dialog', kind: 'dialog', text });
}

/** An interrupt at the terminal ends a turn, and the session says nothing of it. Without a record it may have finished. */
function withoutEnding({ turn }: LaneState, { holds }: Look): Observation {
  const { result } =
    holds === true
      ? unfinished('cancelled', 'cancelled', 'The session is idle, and its turn has no ending.')
      : unfinished(
          'unknown',
          'result_missing',
          'The session is idle, and its record does not tell how its turn ended.',
        );
  return concluded({ type: 'turn.ended', message: turn?.message ?? null, result, spent: null });
}

/** A session in a terminal that does not begin asks something, as far as anybody can tell without looking there. */
function dialog(): Observation {
  const text =
    'The session did not say that it began: a dialog of its first run stands in its terminal, or it is slow.';
  return concluded({ type: 'question.asked', id: 'first-run', kind: 'first_run', text });
}

function notBegun({ session }: LaneState): Observation {
  const message = `The session${session === null ? '' : ` ${session}`} did not say that it began.`;
  return concluded({ type: 'start.failed', code: 'startup_timeout', message });
}
