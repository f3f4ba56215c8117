import type { Entry, LaneEvent, LaneState, LaneStatus } from '../types.ts';
import * as question from './question.ts';
import * as session from './session.ts';
import { type Stepped, type Taking, unmoved } from './stepping.ts';
import * as turn from './turn.ts';

const takings: { readonly [Type in LaneEvent['type']]: Taking<Type> } = {
  'lane.declared': session.declared,
  'start.intent': session.startIntended,
  'start.process': session.processStarted,
  'start.ready': session.ready,
  'start.failed': session.startFailed,
  'session.adopted': session.adopted,
  'session.gone': session.gone,
  'stop.intent': session.stopIntended,
  doubt: session.doubted,
  'doubt.cleared': session.doubtCleared,
  'turn.claimed': turn.claimed,
  'send.intent': turn.sendIntended,
  'send.accepted': turn.accepted,
  'send.unproven': turn.unproven,
  'send.disproved': turn.disproved,
  'turn.ended': turn.ended,
  'changes.found': turn.changesFound,
  'evidence.taken': turn.evidenceTaken,
  'turn.settled': turn.settled,
  'turn.silent': turn.silent,
  'turn.sign': turn.sign,
  'turn.stale': turn.stale,
  'question.asked': question.asked,
  'question.settled': question.answered,
  'turn.blocked': turn.blocked,
  'tasks.changed': turn.tasksChanged,
  'late.changed': turn.lateChanged,
  'limit.told': turn.limitTold,
  'wait.moved': turn.waitMoved,
  'time.lost': unmoved,
  'interrupt.intent': turn.interruptIntended,
  'turn.reviewed': turn.reviewed,
  note: unmoved,
};

/** Time counts as spent in these: whoever waits for a limit or a person spends none. */
const AT_WORK: ReadonlySet<LaneStatus> = new Set(['delivering', 'running', 'suspect']);

/**
 * What one line of the log makes of a lane. Total: any event in any state gives a state; one that does not fit
 * changes nothing. An order follows from its event alone, so reading a log again must not carry orders out again.
 */
export function step(state: LaneState, entry: Entry): Stepped {
  const take = takings[entry.event.type] as Taking<LaneEvent['type']> | undefined;
  const { state: next, orders } = (take ?? unmoved)(state, entry.event as never, entry);
  const isSame = next.status === state.status && next.reason === state.reason;
  const certainty = isSame ? state.certainty : entry.certainty;
  const since = (isSame ? state.since : null) ?? entry.time;
  const read = entry.from === null ? next.read : { ...next.read, [entry.from.file]: entry.from.end };
  const milliseconds = next.totals.milliseconds + workedUntil(entry, state);
  return {
    state: { ...next, certainty, since, read, totals: { ...next.totals, milliseconds }, at: entry.time },
    orders,
  };
}

function workedUntil({ time, event }: Entry, { status, at }: LaneState): number {
  if (!AT_WORK.has(status) || at === null) return 0;
  const lost = event.type === 'time.lost' ? event.milliseconds : 0;
  return Math.max(0, Date.parse(time) - Date.parse(at) - lost);
}
