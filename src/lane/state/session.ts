import type { LaneStatus } from '../types.ts';
import { isBeginning, moved, restingStatus, type Taking, to, turnWith, unmoved } from './stepping.ts';

/** A lane in one of these has no process, and may get one. */
const DOWN: ReadonlySet<LaneStatus> = new Set(['absent', 'stopped', 'failed', 'lost']);

export const declared: Taking<'lane.declared'> = (state, { declaration, opened, root }, { time }) =>
  state.process === null
    ? moved(state, {
        declaration,
        root: root ?? state.root,
        created: state.created ?? time,
        opened: state.created === null ? opened : state.opened,
      })
    : unmoved(state);

/** A session that was once there is only ever opened again: nothing takes its place. */
export const startIntended: Taking<'start.intent'> = (state, { session, resume }) => {
  if (!DOWN.has(state.status) || state.declaration === null) return unmoved(state);
  if (state.session === null ? resume : !resume || session !== state.session) return unmoved(state);
  const generation = state.generation + 1;
  return moved(
    state,
    { ...to('starting'), generation, process: null, tmux: null, questions: [], tasks: 0, late: null },
    { type: 'start', generation, session, resume },
  );
};

export const processStarted: Taking<'start.process'> = (state, { process, tmux }) =>
  state.status === 'starting' && state.process === null ? moved(state, { process, tmux }) : unmoved(state);

/** Also comes in mid-session, when the session is compacted or somebody clears it. */
export const ready: Taking<'start.ready'> = (state, { session, transcript }) => {
  if (state.session !== null && state.session !== session) {
    const message = `Session ${session} answered, and this lane has ${state.session}.`;
    return moved(state, { ...to('quarantined', 'session_mismatch', message), questions: [] });
  }
  const known = { session, transcript: transcript ?? state.transcript };
  if (!isBeginning(state)) return moved(state, known);
  const begun = { ...state, ...known, questions: [] };
  return moved(begun, restingStatus(begun));
};

/** A process that runs without a session would still be there when the next one is started. */
export const startFailed: Taking<'start.failed'> = (state, { code, message }) =>
  isBeginning(state)
    ? moved(
        state,
        { ...to('failed', code, message), process: null, questions: [] },
        ...(state.process === null ? [] : [{ type: 'stop' } as const]),
      )
    : unmoved(state);

export const adopted: Taking<'session.adopted'> = (state, { session, transcript }) =>
  DOWN.has(state.status) && state.session === null && state.declaration !== null
    ? moved(state, { ...to('stopped'), session, transcript })
    : unmoved(state);

/** Also where its process is gone: what that left in its terminal goes too. */
export const stopIntended: Taking<'stop.intent'> = (state) => {
  if (state.status === 'absent' || state.status === 'stopped') return unmoved(state);
  const next = to(state.process === null ? 'stopped' : 'stopping');
  return moved(state, { ...next, questions: [] }, { type: 'stop' });
};

/** What the process was at is told by the turn: cut off, or on its way with nobody to ask. */
export const gone: Taking<'session.gone'> = (state, { how }) => {
  if (state.process === null && state.status !== 'starting') return unmoved(state);
  const turn = state.turn?.phase === 'accepted' ? turnWith(state.turn, { phase: 'interrupted' }) : state.turn;
  const left = { process: null, questions: [], tasks: 0, late: null, turn };
  if (state.status === 'stopping') return moved(state, { ...left, ...to('stopped') });
  if (isBeginning(state)) return moved(state, { ...left, ...to('failed', 'startup_failed', how) });
  if (state.status === 'quarantined') return moved(state, left);
  if (turn?.phase === 'delivering')
    return moved(state, { ...left, ...to('delivery-unknown', 'delivery_unknown', how) });
  return moved(state, { ...left, ...to('lost', 'session_exit', how) });
};

export const doubted: Taking<'doubt'> = (state, { code, message }) =>
  state.status === 'absent' ? unmoved(state) : moved(state, to('quarantined', code, message));

export const doubtCleared: Taking<'doubt.cleared'> = (state) =>
  state.status === 'quarantined' ? moved(state, restingStatus(state)) : unmoved(state);
