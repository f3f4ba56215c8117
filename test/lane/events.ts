import fc from 'fast-check';
import { entryAfter, lineOf, take } from '../../src/lane/log/line.ts';
import { finished, unfinished } from '../../src/lane/result.ts';
import { initialState } from '../../src/lane/state/initial.ts';
import type { LaneEvent, LaneState, Order, TurnChanges } from '../../src/lane/types.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';

export const declaration = lanesOf({ declared: { 'develop-1': {} } }).declared[0] ?? never();

function never(): never {
  throw new Error('the schema declares a lane');
}

export const request = {
  note: 'fares',
  path: 'record/fares-v0_1.md',
  oid: 'b'.repeat(40),
  commit: 'c'.repeat(40),
  branch: 'main',
  kind: null,
  section: null,
  allowed: [],
  evidence: { probes: ['fares'], checks: [] },
  digest: 'd'.repeat(64),
  changes: [],
  bytes: 12,
};

export const base = {
  oid: 'c'.repeat(40),
  uncommitted: null,
  settings: 'c'.repeat(40),
  allowed: [],
  protected: [],
};

export const changes = {
  head: null,
  paths: 0,
  uncommitted: 0,
  crossed: 0,
  protected: 0,
  list: null,
  why: 'no Git',
};

export const agent = { host: 'here', boot: 'b', namespace: 'n', pid: 7, start: '1' };

const from = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const ids = from('t1', 't2', 't3', 'c1', 'c2');
const sessions = from('s1', 's2');
const results = from(
  finished('Done.').result,
  finished('More.').result,
  unfinished('failed', 'turn_failed', 'It failed.').result,
  unfinished('cancelled', 'cancelled', 'It was interrupted.').result,
);

/** Any event, with few enough ids that they meet. */
export const anyEvent: fc.Arbitrary<LaneEvent> = fc.oneof(
  fc.constant<LaneEvent>({ type: 'lane.declared', declaration, opened: { phase: null, audit: null } }),
  fc.record({
    type: from('start.intent' as const),
    session: fc.option(sessions),
    resume: fc.boolean(),
  }),
  fc.constant<LaneEvent>({ type: 'start.process', process: agent, tmux: null }),
  fc.record({ type: from('start.ready' as const), session: sessions, transcript: from(null, '/t.jsonl') }),
  fc.constant<LaneEvent>({ type: 'start.failed', code: 'startup_failed', message: 'no' }),
  fc.record({ type: from('session.adopted' as const), session: sessions, transcript: from('/t.jsonl') }),
  fc.record({
    type: from('turn.claimed' as const),
    id: from('t1', 't2', 't3'),
    request: from(request),
    base: from(null, base),
  }),
  fc.record({
    type: from('send.intent' as const),
    message: ids,
    what: from('prompt' as const, 'continuation' as const),
    recorded: from(0),
  }),
  fc.record({
    type: from('send.accepted' as const),
    message: ids,
    by: from('echo' as const, 'transcript' as const),
    digest: from(null, request.digest, 'e'.repeat(64)),
  }),
  fc.record({ type: from('send.unproven' as const), message: ids, why: from('late') }),
  fc.record({
    type: from('send.disproved' as const),
    message: ids,
    by: from('transcript' as const),
    why: from('absent'),
  }),
  fc.record({
    type: from('turn.ended' as const),
    message: fc.option(ids),
    result: results,
    spent: from(null, 0.1, 0.5),
  }),
  fc.record({
    type: from('changes.found' as const),
    turn: from('t1', 't2'),
    changes: from<TurnChanges>(changes, { ...changes, why: null }),
  }),
  fc.record({
    type: from('evidence.taken' as const),
    turn: from('t1', 't2'),
    evidence: from({ probe: 'fares', receipt: null, why: 'no Git', tail: null }),
  }),
  fc.constant<LaneEvent>({ type: 'turn.settled' }),
  fc.constant<LaneEvent>({ type: 'turn.silent', since: '2026-05-12T09:00:00.000Z' }),
  fc.constant<LaneEvent>({ type: 'turn.sign' }),
  fc.constant<LaneEvent>({ type: 'turn.stale', oid: null }),
  fc.record({ type: from('tasks.changed' as const), running: from(0, 1, 2) }),
  fc.record({ type: from('late.changed' as const), work: from(null, 'w1') }),
  fc.record({
    type: from('question.asked' as const),
    id: from('q1', 'q2'),
    kind: from('permission'),
    text: from('?'),
  }),
  fc.record({
    type: from('question.settled' as const),
    id: from('q1', 'q2'),
    answer: from('allow'),
    by: from('slop' as const, 'session' as const),
  }),
  fc.record({
    type: from('turn.blocked' as const),
    code: from('claude_usage_limit', 'auth_failed'),
    message: from('no'),
    reset: from(null, Date.UTC(2026, 4, 12, 12)),
  }),
  fc.constant<LaneEvent>({ type: 'limit.told', reset: Date.UTC(2026, 4, 12, 13) }),
  fc.constant<LaneEvent>({ type: 'wait.moved', wake: Date.UTC(2026, 4, 12, 14) }),
  fc.constant<LaneEvent>({ type: 'time.lost', milliseconds: 60_000 }),
  fc.constant<LaneEvent>({ type: 'interrupt.intent' }),
  fc.constant<LaneEvent>({ type: 'stop.intent' }),
  fc.constant<LaneEvent>({ type: 'session.gone', how: 'ended' }),
  fc.constant<LaneEvent>({ type: 'doubt', code: 'foreign_prompt', message: 'no' }),
  fc.constant<LaneEvent>({ type: 'doubt.cleared', why: 'looked' }),
  fc.record({
    type: from('turn.reviewed' as const),
    turn: from(1, 2, 3),
    verdict: from('accepted' as const, 'correct' as const),
    why: from('because'),
  }),
  fc.constant<LaneEvent>({ type: 'note', code: 'payload_odd', message: 'odd', body: null }),
);

/** One event after another, a second apart. */
export interface Played {
  readonly event: LaneEvent;
  readonly before: LaneState;
  readonly after: LaneState;
  readonly orders: readonly Order[];
  readonly line: string;
}

export function play(events: readonly LaneEvent[], first = initialState('develop-1')): readonly Played[] {
  let before = first;
  return events.map((event, index) => {
    const at = Date.UTC(2026, 4, 12, 9, 0, index);
    const entry = entryAfter(before, { event, certainty: 'asserted', from: null }, at);
    const line = lineOf(entry);
    const { state: after, orders } = take(before, entry, line);
    const played = { event, before, after, orders, line };
    before = after;
    return played;
  });
}

/** Events that lead to an idle lane, and on. */
export const toIdle: readonly LaneEvent[] = [
  { type: 'lane.declared', declaration, opened: { phase: null, audit: null } },
  { type: 'start.intent', session: 's1', resume: false },
  { type: 'start.process', process: agent, tmux: null },
  { type: 'start.ready', session: 's1', transcript: '/t.jsonl' },
];
export const toDelivering: readonly LaneEvent[] = [
  ...toIdle,
  { type: 'turn.claimed', id: 't1', request, base },
  { type: 'send.intent', message: 't1', what: 'prompt', recorded: 0 },
];
export const toRunning: readonly LaneEvent[] = [
  ...toDelivering,
  { type: 'send.accepted', message: 't1', by: 'echo', digest: request.digest },
];

/** The session asks whether it may do what its id says. */
export const asks = (id: string): LaneEvent => ({ type: 'question.asked', id, kind: 'permission', text: id });
