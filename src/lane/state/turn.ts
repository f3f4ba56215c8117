import { digestOf } from '../digest.ts';
import type { LaneState, LaneStatus, TurnResult, TurnState } from '../types.ts';
import {
  isAtWork,
  isBeginning,
  moved,
  restingStatus,
  type Stepped,
  type Taking,
  to,
  turnWith,
  unmoved,
} from './stepping.ts';

/** The turn is under way, whatever the lane waits for. */
const UNDER_WAY: ReadonlySet<LaneStatus> = new Set([
  'delivering',
  'delivery-unknown',
  'running',
  'suspect',
  'requires-action',
  'blocked',
]);

/** No message of a turn is on its way or worked on, whatever came back late. */
const RESTS: ReadonlySet<LaneStatus> = new Set(['idle', 'settling']);

/** Seconds after a reset at which a lane goes on: its own, so that lanes of one account do not go on together. */
const JITTER = { least: 5, most: 60 };

/** What a log of before these were kept has in their place. */
const UNASKED = { section: null, evidence: { probes: [], checks: [] }, allowed: [] };

export const claimed: Taking<'turn.claimed'> = (state, { id, request, base }, { time }) => {
  const { turn } = state;
  const free = turn === null || turn.phase === 'reviewed';
  // To an earlier slop what a lane asked, and worked on, behind a review was nothing: its log has a claim behind that.
  const rests = RESTS.has(state.status) || (state.status === 'requires-action' && !isBeginning(state));
  if (!rests || !free || turn?.id === id) return unmoved(state);
  return moved(state, {
    ...to('delivering'),
    questions: [],
    turn: {
      id,
      number: (turn?.number ?? 0) + 1,
      request: { ...UNASKED, ...request },
      phase: 'claimed',
      message: id,
      sent: [],
      recorded: 0,
      attempts: 0,
      resumes: 0,
      proof: null,
      began: time,
      ended: null,
      result: null,
      ending: null,
      review: null,
      stale: false,
      workedOn: false,
      // A log of before base was kept has none.
      base: base ?? null,
      changes: null,
      evidence: [],
    },
    totals: { ...state.totals, turns: state.totals.turns + 1 },
  });
};

/** The one place where a message is ordered to be sent: never one that left, or may have. */
export const sendIntended: Taking<'send.intent'> = (state, { message, what, recorded }) => {
  const { turn } = state;
  if (turn === null || state.process === null || turn.sent.includes(message)) return unmoved(state);
  const prompt = what === 'prompt' && turn.phase === 'claimed' && message === turn.id;
  const goesOn =
    what === 'continuation' &&
    message !== turn.id &&
    (state.status === 'blocked' || (RESTS.has(state.status) && turn.phase === 'interrupted'));
  if (!prompt && !goesOn) return unmoved(state);
  if (prompt && state.status !== 'delivering' && !RESTS.has(state.status)) return unmoved(state);
  return moved(
    state,
    {
      ...to('delivering'),
      block: null,
      limit: null,
      turn: {
        ...turn,
        phase: 'delivering',
        message,
        sent: [...turn.sent, message],
        // A log of before it was kept has none.
        recorded: recorded ?? 0,
        attempts: turn.attempts + 1,
        resumes: turn.resumes + (goesOn ? 1 : 0),
      },
    },
    { type: 'send', message, what },
  );
};

export const accepted: Taking<'send.accepted'> = (state, { message, by, digest }) => {
  const { turn } = state;
  if (turn === null || turn.message !== message) return unmoved(state);
  const open = turn.phase === 'claimed' || turn.phase === 'interrupted';
  // Given up as unsent, and shown after all: somebody at the terminal sent what stood in the input.
  const sentByHand = open && turn.attempts > 0 && !turn.sent.includes(message);
  const known = turn.phase !== 'delivering' && !sentByHand;
  if (known && turn.phase !== 'accepted') return unmoved(state);
  const sent = sentByHand ? [...turn.sent, message] : turn.sent;
  const next = known ? state : { ...state, turn: { ...turn, sent, phase: 'accepted' as const, proof: by } };
  if (digest !== null && message === turn.id && digest !== turn.request.digest) {
    const told = `The session got a text with digest ${digest}, and ${turn.request.digest} was sent.`;
    return moved(next, to('quarantined', 'echo_mismatch', told));
  }
  return known ? unmoved(state) : underWay(next);
};

/** The turn is the session's. Where the process is gone, it was cut off. */
function underWay(state: LaneState): Stepped {
  if (state.process === null) return interrupted(state);
  return ['delivering', 'delivery-unknown'].includes(state.status) || RESTS.has(state.status)
    ? moved(state, to('running'))
    : unmoved(state);
}

function interrupted(state: LaneState): Stepped {
  const turn = turnWith(state.turn, { phase: 'interrupted' });
  return moved(state, { turn, ...(state.status === 'quarantined' ? {} : to('lost', 'session_exit')) });
}

export const unproven: Taking<'send.unproven'> = (state, { message, why }) =>
  state.status === 'delivering' && state.turn?.phase === 'delivering' && state.turn.message === message
    ? moved(state, to('delivery-unknown', 'delivery_unknown', why))
    : unmoved(state);

/** The message did not arrive: it counts as never sent. */
export const disproved: Taking<'send.disproved'> = (state, { message, why }) => {
  const { turn } = state;
  const open = state.status === 'delivering' || state.status === 'delivery-unknown';
  if (!open || turn?.phase !== 'delivering' || turn.message !== message) return unmoved(state);
  const sent = turn.sent.filter((one) => one !== message);
  const phase = message === turn.id ? 'claimed' : 'interrupted';
  const next = { ...state, turn: { ...turn, sent, phase } as TurnState };
  return moved(next, { ...restingStatus(next), message: why });
};

export const ended: Taking<'turn.ended'> = (
  state,
  { message, result: said, spent },
  { time, certainty: ending },
) => {
  const { turn } = state;
  const cost = spent === null ? said.cost : costSince(state, spent);
  const counted = { spent: spent ?? state.spent, totals: totalsWith(state, cost) };
  const follows = state.status === 'settling' && message === null && turn?.phase === 'ended';
  if (follows && turn.result !== null && said.answer !== null) {
    // What work in the background came to: it says more, and the turn ended as it ended.
    const { answer, summary, index } = said;
    const result = { ...turn.result, answer, summary, index, cost: (turn.result.cost ?? 0) + (cost ?? 0) };
    return moved(state, { ...counted, turn: { ...turn, ended: time, result, ending } });
  }
  if (turn === null || !mayEnd(turn, said)) return unmoved(state);
  if (message !== null && !turn.sent.includes(message)) return unmoved(state);
  return moved(state, {
    ...statusAfter(state),
    ...counted,
    turn: { ...turn, phase: 'ended', ended: time, result: { ...said, cost }, ending },
    block: null,
    questions: [],
  });
};

/** What never left can only be given up. */
function mayEnd({ phase }: TurnState, { end }: TurnResult): boolean {
  return phase === 'claimed'
    ? end === 'cancelled'
    : phase === 'delivering' || phase === 'accepted' || phase === 'interrupted';
}

function statusAfter(state: LaneState): Partial<LaneState> {
  if (state.status === 'delivery-unknown' && state.process === null) return to('lost', 'session_exit');
  if (state.process === null) return {};
  return UNDER_WAY.has(state.status) || state.status === 'idle' ? to('settling') : {};
}

/** A process counts from its own beginning; one that counts on from an earlier one never counts less. */
function costSince({ spent: before }: LaneState, spent: number): number {
  return spent >= before ? spent - before : spent;
}

function totalsWith({ totals }: LaneState, cost: number | null): LaneState['totals'] {
  return { ...totals, cost: totals.cost + (cost ?? 0) };
}

/** Found once, when the turn is over. */
export const changesFound: Taking<'changes.found'> = (state, { turn: id, changes }) => {
  const { turn } = state;
  const waits = turn?.id === id && turn.changes === null && turn.result !== null;
  return waits ? moved(state, { turn: { ...turn, changes } }) : unmoved(state);
};

/** Each probe counts once, up to the review. */
export const evidenceTaken: Taking<'evidence.taken'> = (state, { turn: id, evidence }) => {
  const { turn } = state;
  if (turn?.id !== id || turn.phase !== 'ended') return unmoved(state);
  const known = turn.evidence.some(({ probe }) => probe === evidence.probe);
  return known ? unmoved(state) : moved(state, { turn: { ...turn, evidence: [...turn.evidence, evidence] } });
};

export const settled: Taking<'turn.settled'> = (state) =>
  state.status === 'settling' ? moved(state, to('idle')) : unmoved(state);

export const silent: Taking<'turn.silent'> = (state, { since }) =>
  state.status === 'running'
    ? moved(state, to('suspect', 'silence', `No sign since ${since}.`))
    : unmoved(state);

export const sign: Taking<'turn.sign'> = (state) =>
  state.status === 'suspect' ? moved(state, to('running')) : unmoved(state);

export const stale: Taking<'turn.stale'> = (state) =>
  state.turn === null || state.turn.phase === 'reviewed'
    ? unmoved(state)
    : moved(state, { turn: { ...state.turn, stale: true } });

export const tasksChanged: Taking<'tasks.changed'> = (state, { running: tasks }) =>
  unsettled({ ...state, tasks }, tasks > 0);

export const lateChanged: Taking<'late.changed'> = (state, { work: late }) =>
  unsettled({ ...state, late }, late !== null);

/** What comes back late is that of a turn nobody judged, and may change more; behind a review that is told. */
function unsettled(state: LaneState, more: boolean): Stepped {
  if (!more) return moved(state, {});
  const turn = turnWith(state.turn, lateIn(state));
  return moved(state, state.status === 'idle' ? { ...to('settling'), turn } : { turn });
}

function lateIn({ status, turn }: LaneState): Partial<TurnState> {
  if (turn?.phase === 'reviewed') return { workedOn: true };
  return status === 'idle' && turn?.phase === 'ended' ? { changes: null, evidence: [] } : {};
}

export const limitTold: Taking<'limit.told'> = (state, { reset }) => moved(state, { limit: reset });

/** A limit whose end is known is a wait; everything else wants a person. */
export const blocked: Taking<'turn.blocked'> = (state, { code, message, reset: said }) => {
  const { turn } = state;
  if (turn === null || !UNDER_WAY.has(state.status) || state.process === null) return unmoved(state);
  if (turn.phase !== 'accepted' && turn.phase !== 'delivering') return unmoved(state);
  const reset = code === 'claude_usage_limit' ? (said ?? state.limit) : null;
  const wake = reset === null ? null : reset + jitterOf(state.lane);
  return moved(state, {
    ...to('blocked', code, message),
    turn: { ...turn, phase: 'accepted' },
    block: { code, message, reset, wake },
    questions: [],
  });
};

function jitterOf(lane: string): number {
  const part = Number.parseInt(digestOf(lane).slice(0, 8), 16) / 0xffffffff;
  return Math.round((JITTER.least + part * (JITTER.most - JITTER.least)) * 1000);
}

export const waitMoved: Taking<'wait.moved'> = (state, { wake }) =>
  state.block === null ? unmoved(state) : moved(state, { block: { ...state.block, wake } });

export const interruptIntended: Taking<'interrupt.intent'> = (state) =>
  (UNDER_WAY.has(state.status) || isAtWork(state) || state.turn?.phase === 'delivering') &&
  state.process !== null
    ? moved(state, {}, { type: 'interrupt' })
    : unmoved(state);

export const reviewed: Taking<'turn.reviewed'> = (state, { turn: number, verdict, why }) => {
  const { turn } = state;
  if (turn?.phase !== 'ended' || turn.number !== number) return unmoved(state);
  const orients = turn.request.kind === null || /orientation|start/.test(turn.request.kind);
  return moved(state, {
    turn: { ...turn, phase: 'reviewed', review: { verdict, why } },
    oriented: state.oriented || (verdict === 'accepted' && orients),
  });
};
