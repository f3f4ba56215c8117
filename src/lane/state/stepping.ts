import type { Entry, LaneEvent, LaneState, LaneStatus, Order, TurnState } from '../types.ts';

/** What an event makes of a lane: its next state, and what is to be done. */
export interface Stepped {
  readonly state: LaneState;
  readonly orders: readonly Order[];
}

/** How one type of event is taken. An event that does not fit the state changes nothing. */
export type Taking<Type extends LaneEvent['type']> = (
  state: LaneState,
  event: Extract<LaneEvent, { type: Type }>,
  entry: Entry,
) => Stepped;

/** The state as it is, and nothing to do. */
export function unmoved(state: LaneState): Stepped {
  return { state, orders: [] };
}

/** The state with some of it changed, and what is to be done. */
export function moved(state: LaneState, change: Partial<LaneState>, ...orders: readonly Order[]): Stepped {
  return { state: { ...state, ...change }, orders };
}

/** A change to a status, with what it says; an earlier reason goes. */
export function to(
  status: LaneStatus,
  reason: string | null = null,
  message: string | null = null,
): Pick<LaneState, 'status' | 'reason' | 'message'> {
  return { status, reason, message };
}

/** The status that process, questions, turn, block, tasks and late work come to when nothing else is known. */
export function restingStatus({
  process,
  questions: [first],
  turn,
  block,
  tasks,
  late,
}: Pick<LaneState, 'process' | 'questions' | 'turn' | 'block' | 'tasks' | 'late'>): ReturnType<typeof to> {
  if (first !== undefined) return to('requires-action', first.kind, first.text);
  if (turn?.phase === 'delivering') return to(process === null ? 'delivery-unknown' : 'delivering');
  if (process === null) return to('lost', 'session_exit');
  const open = turn?.phase === 'accepted' || turn?.phase === 'interrupted';
  if (open && block !== null) return to('blocked', block.code, block.message);
  if (turn?.phase === 'accepted') return to('running');
  return to(tasks > 0 || late !== null ? 'settling' : 'idle');
}

/** Whether more may come behind the end of a turn that nobody judged: what that changed is not known yet. */
export function isSettling({ status, turn, tasks, late }: LaneState): boolean {
  return turn?.phase === 'ended' && (status === 'settling' || tasks > 0 || late !== null);
}

/** Whether a session did not say yet that it began; a dialog of its first run may stand before that. */
export function isBeginning({ status, session, questions }: LaneState): boolean {
  if (status !== 'requires-action') return status === 'starting';
  return session === null || questions.some(({ kind }) => kind === 'first_run');
}

/** Whether a session has its turn and told no end of it, also where a doubt stands before that. */
export function isAtWork({ status, turn, block }: LaneState): boolean {
  if (turn?.phase !== 'accepted') return false;
  return (
    ['running', 'suspect', 'requires-action'].includes(status) || (status === 'quarantined' && block === null)
  );
}

/** The turn with some of it changed; null stays null. */
export function turnWith(turn: TurnState | null, change: Partial<TurnState>): TurnState | null {
  return turn === null ? null : { ...turn, ...change };
}
