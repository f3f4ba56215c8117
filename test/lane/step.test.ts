import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished, unfinished } from '../../src/lane/result.ts';
import type { LaneEvent, LaneStatus } from '../../src/lane/types.ts';
import { agent, anyEvent, asks, base, play, request, toDelivering, toIdle, toRunning } from './events.ts';

const STATUSES: readonly LaneStatus[] = [
  'absent',
  'starting',
  'idle',
  'delivering',
  'delivery-unknown',
  'running',
  'requires-action',
  'suspect',
  'blocked',
  'settling',
  'lost',
  'quarantined',
  'stopping',
  'stopped',
  'failed',
];

const READY: LaneEvent = { type: 'start.ready', session: 's1', transcript: '/t.jsonl' };
/** A lane whose session is opened again, and for which a dialog of the first run seemed to wait. */
const toLate: readonly LaneEvent[] = [
  ...toIdle,
  { type: 'session.gone', how: 'x' },
  { type: 'start.intent', session: 's1', resume: true },
  { type: 'start.process', process: agent, tmux: null },
  { type: 'question.asked', id: 'first-run', kind: 'first_run', text: 'x' },
];

/** Half of the sequences begin where something is going on. */
const sequences = fc
  .tuple(
    fc.constantFrom<readonly LaneEvent[]>([], toIdle, toDelivering, toRunning),
    fc.array(anyEvent, { maxLength: 60 }),
  )
  .map(([first, rest]) => [...first, ...rest]);

describe('step()', () => {
  it('tells since when a lane is as it is, whatever else is seen meanwhile, and how it knows the end of a turn', () => {
    const ended: LaneEvent = {
      type: 'turn.ended',
      message: 't1',
      result: finished('Done.').result,
      spent: null,
    };
    const steps = play([
      ...toRunning,
      ended,
      { type: 'turn.settled' },
      { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' },
    ]);
    const [running, settling, idle, reviewed] = steps.slice(-4).map(({ after }) => after);
    expect(settling).toMatchObject({ since: settling?.at, turn: { ending: 'asserted' } });
    expect(running?.turn?.ending).toBeNull();
    expect(reviewed).toMatchObject({ status: 'idle', since: idle?.at });
    expect(reviewed?.at).not.toBe(idle?.at);
  });

  it('keeps a lane in one state, ends a turn once, and sends nothing twice, whatever happens', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        const sent = new Map<string, number>();
        const ends = new Map<number, number>();
        const started = new Set<number>();
        for (const { event, before, after, orders } of play(events)) {
          expect(STATUSES).toContain(after.status);
          for (const order of orders) {
            if (order.type === 'send') {
              const left = sent.get(order.message) ?? 0;
              expect(left).toBe(0);
              sent.set(order.message, left + 1);
              // Intent is what gives the order; it is on disk by then.
              expect(event.type).toBe('send.intent');
            }
            if (order.type === 'start') {
              expect(started.has(order.generation)).toBe(false);
              started.add(order.generation);
              expect(before.process).toBeNull();
              if (before.session !== null) expect(order.session).toBe(before.session);
            }
          }
          if (event.type === 'send.disproved' && after.turn?.phase !== before.turn?.phase)
            sent.set(event.message, 0);
          const wasOver = before.turn?.id === after.turn?.id && before.turn?.result != null;
          if (after.turn?.result != null && !wasOver) {
            const number = after.turn.number;
            ends.set(number, (ends.get(number) ?? 0) + 1);
            expect(ends.get(number)).toBe(1);
          }
          if (wasOver) expect(after.turn?.result?.end).toBe(before.turn?.result?.end);
          // A turn follows only on one that was reviewed.
          if (after.turn?.id !== before.turn?.id)
            expect(before.turn === null || before.turn.phase === 'reviewed').toBe(true);
          if (before.session !== null) expect(after.session).toBe(before.session);
          if (before.status === 'delivery-unknown')
            expect(orders.filter(({ type }) => type === 'send')).toEqual([]);
        }
      }),
      { numRuns: 700, seed: 20260512 },
    );
  });

  it('gives no order for an event that does not fit', () => {
    fc.assert(
      fc.property(sequences, (events) => {
        for (const { before, after, orders } of play(events)) {
          const { log: _, at: __, read: ___, ...one } = before;
          const { log: ____, at: _____, read: ______, ...other } = after;
          const same = JSON.stringify(one) === JSON.stringify(other);
          // An interrupt changes nothing, and a stop may be tried again.
          if (same) expect(orders.filter(({ type }) => type !== 'interrupt' && type !== 'stop')).toEqual([]);
        }
      }),
      { numRuns: 200, seed: 20260513 },
    );
  });

  it.each<[string, readonly LaneEvent[], LaneStatus, string | null]>([
    ['a lane that began', toIdle, 'idle', null],
    ['a message on its way', toDelivering, 'delivering', null],
    ['a turn that was taken', toRunning, 'running', null],
    [
      'a message without proof',
      [...toDelivering, { type: 'send.unproven', message: 't1', why: 'late' }],
      'delivery-unknown',
      'delivery_unknown',
    ],
    [
      'a process that ends with a message on its way',
      [...toDelivering, { type: 'session.gone', how: 'killed' }],
      'delivery-unknown',
      'delivery_unknown',
    ],
    [
      'a process that ends in a turn',
      [...toRunning, { type: 'session.gone', how: 'killed' }],
      'lost',
      'session_exit',
    ],
    [
      'a message that is proven to be absent',
      [
        ...toDelivering,
        { type: 'session.gone', how: 'killed' },
        { type: 'send.disproved', message: 't1', by: 'transcript', why: 'absent' },
      ],
      'lost',
      'session_exit',
    ],
    [
      'another text than was sent',
      [...toDelivering, { type: 'send.accepted', message: 't1', by: 'echo', digest: 'e'.repeat(64) }],
      'quarantined',
      'echo_mismatch',
    ],
    [
      'another session',
      [...toRunning, { type: 'start.ready', session: 's2', transcript: null }],
      'quarantined',
      'session_mismatch',
    ],
    [
      'a question',
      [...toRunning, { type: 'question.asked', id: 'q', kind: 'permission', text: 'Write' }],
      'requires-action',
      'permission',
    ],
    [
      'a lost login',
      [...toRunning, { type: 'turn.blocked', code: 'auth_failed', message: 'x', reset: null }],
      'blocked',
      'auth_failed',
    ],
    ['silence', [...toRunning, { type: 'turn.silent', since: 'x' }], 'suspect', 'silence'],
    [
      'an end',
      [...toRunning, { type: 'turn.ended', message: 't1', result: finished('x').result, spent: null }],
      'settling',
      null,
    ],
    ['a session opened again that begins late', [...toLate, READY], 'idle', null],
    [
      'a session opened again that asked something first',
      [...toLate, { type: 'question.settled', id: 'first-run', answer: 'yes', by: 'session' }],
      'starting',
      null,
    ],
    [
      'a session opened again that never begins',
      [...toLate, { type: 'start.failed', code: 'startup_timeout', message: 'x' }],
      'failed',
      'startup_timeout',
    ],
    ...(['question.asked', 'tasks.changed'] as const).map(
      (type): [string, readonly LaneEvent[], LaneStatus, null] => [
        `a turn that an earlier slop claimed behind ${type} of a lane that it held for idle`,
        [
          ...toRunning,
          { type: 'turn.ended', message: 't1', result: finished('Done.').result, spent: null },
          { type: 'turn.settled' },
          { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' },
          type === 'tasks.changed' ? { type, running: 1 } : { type, id: 'q1', kind: 'permission', text: 'x' },
          { type: 'turn.claimed', id: 't2', request, base },
          { type: 'send.intent', message: 't2', what: 'prompt', recorded: 0 },
          { type: 'send.disproved', message: 't2', by: 'hand-over', why: 'x' },
          { type: 'send.intent', message: 't2', what: 'prompt', recorded: 0 },
          { type: 'send.accepted', message: 't2', by: 'echo', digest: null },
        ],
        'running',
        null,
      ],
    ),
    [
      'a message that somebody at the terminal sends while the session works on what came back',
      [
        ...toDelivering,
        { type: 'late.changed', work: 'w1' },
        { type: 'send.disproved', message: 't1', by: 'hand-over', why: 'x' },
        { type: 'send.accepted', message: 't1', by: 'prompt-hook', digest: null },
      ],
      'running',
      null,
    ],
    [
      'a session opened again that ends before it begins',
      [...toLate, { type: 'session.gone', how: 'x' }],
      'failed',
      'startup_failed',
    ],
    ['a stop', [...toRunning, { type: 'stop.intent' }], 'stopping', null],
    [
      'a stop that worked',
      [...toRunning, { type: 'stop.intent' }, { type: 'session.gone', how: 'x' }],
      'stopped',
      null,
    ],
    [
      'a start that failed',
      [...toIdle.slice(0, 3), { type: 'session.gone', how: 'x' }],
      'failed',
      'startup_failed',
    ],
  ])('takes %s for what it is', (_what, events, status, reason) => {
    expect(play(events).at(-1)?.after).toMatchObject({ status, reason });
  });

  it('asks one question after another where the session asks several at once', () => {
    const settle = (id: string, by: 'slop' | 'session'): LaneEvent => ({
      type: 'question.settled',
      id,
      answer: 'allow',
      by,
    });
    const played = play([
      ...toRunning,
      ...['a', 'b', 'c'].map(asks),
      settle('b', 'session'),
      settle('a', 'slop'),
      settle('c', 'slop'),
    ]).slice(-4);
    expect(played.map(({ after }) => [after.status, after.message])).toEqual([
      ['requires-action', 'a'],
      ['requires-action', 'a'],
      ['requires-action', 'c'],
      ['running', null],
    ]);
    expect(played.flatMap(({ orders }) => orders)).toEqual([
      { type: 'answer', question: 'a', answer: 'allow' },
      { type: 'answer', question: 'c', answer: 'allow' },
    ]);
  });

  it.each<[string, readonly LaneEvent[], string]>([
    ['a prompt', toDelivering, 't1'],
    [
      'words to go on',
      [
        ...toRunning,
        { type: 'turn.blocked', code: 'overloaded', message: 'x', reset: null },
        { type: 'send.intent', message: 'c1', what: 'continuation', recorded: 0 },
      ],
      'c1',
    ],
  ])(
    'takes %s that was given up as unsent and is shown after all, and sends it no second time',
    (_what, before, message) => {
      const played = play([
        ...before,
        { type: 'send.disproved', message, by: 'hand-over', why: 'no editor' },
        { type: 'send.accepted', message, by: 'prompt-hook', digest: null },
        { type: 'send.intent', message, what: message === 't1' ? 'prompt' : 'continuation', recorded: 0 },
      ]).slice(-3);
      expect(played.map(({ after }) => [after.status, after.turn?.phase])).toEqual([
        ['idle', message === 't1' ? 'claimed' : 'interrupted'],
        ['running', 'accepted'],
        ['running', 'accepted'],
      ]);
      expect(played.flatMap(({ orders }) => orders)).toEqual([]);
    },
  );

  it('asks nothing any more when a turn ends, and what it asked before a doubt behind it', () => {
    const both = ['a', 'b'].map(asks);
    const end: LaneEvent = { type: 'turn.ended', message: 't1', result: finished('x').result, spent: null };
    expect(play([...toRunning, ...both, end]).at(-1)?.after.questions).toEqual([]);
    const doubt: LaneEvent = { type: 'doubt', code: 'foreign_prompt', message: 'x' };
    const cleared = play([...toRunning, ...both, doubt, { type: 'doubt.cleared', why: 'x' }]).at(-1);
    expect(cleared?.after).toMatchObject({ status: 'requires-action', message: 'a' });
  });

  it('hears in a doubt what the session asks and what is settled, and is told of it when the doubt is cleared', () => {
    const doubt: LaneEvent = { type: 'doubt', code: 'foreign_prompt', message: 'x' };
    const settled: LaneEvent = {
      type: 'question.settled',
      id: 'a',
      answer: 'in the terminal',
      by: 'session',
    };
    const cleared: LaneEvent = { type: 'doubt.cleared', why: 'x' };
    const played = play([...toRunning, asks('a'), doubt, asks('b'), settled, cleared]);
    expect(
      played.slice(-4).map(({ after }) => [after.status, after.questions.map(({ id }) => id).join()]),
    ).toEqual([
      ['quarantined', 'a'],
      ['quarantined', 'a,b'],
      ['quarantined', 'b'],
      ['requires-action', 'b'],
    ]);
  });

  it('names in each line the turn that it is of, also in that which begins one', () => {
    const again = { ...toDelivering.find(({ type }) => type === 'turn.claimed'), id: 't2' } as LaneEvent;
    const end: LaneEvent = { type: 'turn.ended', message: 't1', result: finished('x').result, spent: null };
    const review: LaneEvent = { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' };
    const played = play([...toRunning, end, { type: 'turn.settled' }, review, again]);
    const turns = played.map(({ event: { type }, line }) => [type, JSON.parse(line).turn]);
    expect(turns.slice(3)).toEqual([
      ['start.ready', null],
      ['turn.claimed', 1],
      ['send.intent', 1],
      ['send.accepted', 1],
      ['turn.ended', 1],
      ['turn.settled', 1],
      ['turn.reviewed', 1],
      ['turn.claimed', 2],
    ]);
    expect(played.at(-1)?.after.turn?.number).toBe(2);
  });

  it('ends the process of a session that did not begin in time', () => {
    const late = { type: 'start.failed', code: 'startup_timeout', message: 'x' } as const;
    const last = play([...toIdle.slice(0, 3), late]).at(-1);
    expect(last?.after).toMatchObject({ status: 'failed', process: null });
    expect(last?.orders).toEqual([{ type: 'stop' }]);
  });

  it('waits for a limit until after its end, and never before', () => {
    const reset = Date.UTC(2026, 4, 12, 20, 8);
    const blocked: LaneEvent = {
      type: 'turn.blocked',
      code: 'claude_usage_limit',
      message: 'x',
      reset: null,
    };
    const told = play([...toRunning, { type: 'limit.told', reset }, blocked]).at(-1)?.after;
    expect(told?.block?.reset).toBe(reset);
    expect((told?.block?.wake ?? 0) - reset).toBeGreaterThanOrEqual(5000);
    expect((told?.block?.wake ?? 0) - reset).toBeLessThanOrEqual(60_000);
    expect(play([...toRunning, blocked]).at(-1)?.after.block).toMatchObject({ reset: null, wake: null });
  });

  it('counts what a turn cost from what its process says it cost in all', () => {
    const end = (message: string, spent: number): LaneEvent => ({
      type: 'turn.ended',
      message,
      result: finished('x').result,
      spent,
    });
    const next: readonly LaneEvent[] = [
      { type: 'turn.settled' },
      { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' },
      { type: 'turn.claimed', id: 't2', request, base },
      { type: 'send.intent', message: 't2', what: 'prompt', recorded: 0 },
    ];
    const last = play([...toRunning, end('t1', 0.5), ...next, end('t2', 0.75)]).at(-1)?.after;
    expect(last?.turn?.result?.cost).toBe(0.25);
    expect(last?.totals).toMatchObject({ turns: 2, cost: 0.75 });
  });

  it('counts the time in which a session works, and none in which it waits', () => {
    const wait: readonly LaneEvent[] = Array.from({ length: 9 }, () => ({ type: 'turn.sign' }));
    const last = play([
      ...toRunning,
      { type: 'question.asked', id: 'q', kind: 'permission', text: 'Write' },
      ...wait,
      { type: 'question.settled', id: 'q', answer: 'allow', by: 'slop' },
      { type: 'turn.blocked', code: 'claude_usage_limit', message: 'x', reset: 1 },
      ...wait,
      { type: 'send.intent', message: 'c1', what: 'continuation', recorded: 0 },
      { type: 'session.gone', how: 'killed' },
      ...wait,
      { type: 'turn.ended', message: null, result: finished('x').result, spent: null },
    ]).at(-1)?.after;
    expect(last?.turn?.result?.end).toBe('finished');
    expect(last?.totals.milliseconds).toBe(3000 + 1000 + 1000);
  });

  it('takes what work in the background came to as more of the same answer', () => {
    const first = { type: 'turn.ended', message: 't1', result: finished('begun').result, spent: 1 } as const;
    const more = {
      type: 'turn.ended',
      message: null,
      result: finished('all of it').result,
      spent: 3,
    } as const;
    const late = { ...more, result: unfinished('failed', 'turn_failed', 'x').result };
    const state = play([...toRunning, first, more, late]).at(-1)?.after;
    expect(state?.turn?.result).toMatchObject({ end: 'finished', summary: 'all of it', cost: 3 });
  });
});
