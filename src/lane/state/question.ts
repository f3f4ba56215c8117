import type { LaneState, LaneStatus, Order } from '../types.ts';
import { isBeginning, moved, restingStatus, type Stepped, type Taking, to, unmoved } from './stepping.ts';

/** A session may ask something, also for its work in the background, of which nothing else may tell. */
const ASKING: ReadonlySet<LaneStatus> = new Set([
  'idle',
  'starting',
  'delivering',
  'running',
  'suspect',
  'requires-action',
  'settling',
  'quarantined',
]);

export const asked: Taking<'question.asked'> = (state, { id, kind, text }) => {
  const { status, questions } = state;
  if (!ASKING.has(status)) return unmoved(state);
  const question = { id, kind, text };
  const known = questions.some((one) => one.id === id);
  return asking(
    state,
    known ? questions.map((one) => (one.id === id ? question : one)) : [...questions, question],
  );
};

export const answered: Taking<'question.settled'> = (state, { id, answer, by }) => {
  const questions = state.questions.filter((one) => one.id !== id);
  if (!['requires-action', 'quarantined'].includes(state.status)) return unmoved(state);
  if (questions.length === state.questions.length) return unmoved(state);
  const order = { type: 'answer', question: id, answer } as const;
  return asking(state, questions, ...(by === 'slop' ? [order] : []));
};

function asking(state: LaneState, questions: LaneState['questions'], ...orders: readonly Order[]): Stepped {
  const next = { ...state, questions };
  // The doubt stays until somebody clears it.
  if (state.status === 'quarantined') return moved(next, {}, ...orders);
  const begins = questions.length === 0 && isBeginning(state);
  return moved(next, begins ? to('starting') : restingStatus(next), ...orders);
}
