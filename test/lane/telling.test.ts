import { describe, expect, test } from 'vitest';
import { acceptedAlthough } from '../../src/lane/operations/evidence.ts';
import { finished, unfinished } from '../../src/lane/result.ts';
import { measuredOf, tellLane, tellResult } from '../../src/lane/telling.ts';
import type { LaneEvent } from '../../src/lane/types.ts';
import type { JsonObject, Receipt } from '../../src/types.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { asks, play, toDelivering, toRunning } from './events.ts';

const NOW = Date.UTC(2026, 4, 12, 9);
const RESET = NOW + 3_600_000;

const receipt: Receipt = {
  path: '',
  probe: 'desk-tests',
  repository: 'record',
  oid: null,
  clean: true,
  command: ['true'],
  exitCode: 0,
  digest: '',
  when: '',
  milliseconds: 1,
  counts: null,
  value: null,
  notes: [],
};

/** The last line: what to do. */
function nextOf(events: readonly LaneEvent[], limits: JsonObject | null = {}): string {
  const state = play(events).at(-1)?.after;
  if (state === undefined) throw new Error('no event');
  const bounds = limits === null ? {} : { config: lanesOf({ limits }) };
  return tellLane(state, NOW, bounds).trimEnd().split('\n').at(-1) ?? '';
}

const gone: LaneEvent = { type: 'session.gone', how: 'x' };

const blocked = (code: string, reset: number | null = null): readonly LaneEvent[] => [
  ...toRunning,
  { type: 'turn.blocked', code: code as 'billing', message: 'x', reset },
];

describe('tellLane() for a lane that is blocked', () => {
  test('says when it goes on by itself, and what has to run for that', () => {
    for (const limits of [{}, null])
      expect(nextOf(blocked('claude_usage_limit', RESET), limits)).toMatch(
        /goes on in the same session at 2026-05-12 10:0\d UTC .*while slop lane resume develop-1 runs/,
      );
  });

  test('says that it is over, and what goes on then', () => {
    const over = blocked('claude_usage_limit', NOW - 3_600_000);
    expect(nextOf(over)).toMatch(/is over: slop lane resume develop-1 goes on/);
    expect(nextOf(over, { resume: false })).toMatch(/is over: slop lane resume develop-1 --continue/);
  });

  test('says that a person goes on where nobody named the end of a limit, or slop.yaml does not let it wait', () => {
    const byHand = /once it is over, slop lane resume develop-1 --continue/;
    expect(nextOf(blocked('claude_usage_limit'))).toMatch(byHand);
    expect(nextOf(blocked('claude_usage_limit', RESET), { resume: false })).toMatch(
      /nothing by itself.*from 2026-05-12 10:0\d.*slop lane resume develop-1 --continue/,
    );
  });

  test.each([
    'overloaded',
    'rate_limit',
    'auth_failed',
    'billing',
    'model_unavailable',
    'context_full',
    'api_error',
  ])('gives a command that goes on, with its lane (%s)', (code) => {
    expect(nextOf(blocked(code))).toContain('slop lane resume develop-1 --continue');
  });

  test.each<[string, readonly LaneEvent[]]>([
    ['lost', []],
    ['stopped', [{ type: 'stop.intent' }]],
  ])('says so where its process is gone, and never to go on before the reset (%s)', (status, before) => {
    const limited = [...blocked('claude_usage_limit', RESET), ...before, gone];
    const state = play(limited).at(-1)?.after;
    expect(state).toMatchObject({ status });
    expect(state && tellLane(state, NOW)).toMatch(/^ {2}blocked {2}usage limit of the account: x$/m);
    expect(nextOf(limited)).toMatch(/ at 2026-05-12 10:0\d UTC .*while slop lane resume develop-1 runs$/);
    expect(nextOf([...blocked('billing'), ...before, gone])).toMatch(/resume develop-1 --continue opens/);
  });
});

const inTerminal: readonly LaneEvent[] = toRunning.map((event) =>
  event.type === 'start.process' ? { ...event, tmux: '/lane/tmux' } : event,
);

test('tellLane() names all that a session asks at once, behind a doubt too, and how an answer is taken at a terminal', () => {
  const asked = [...inTerminal, asks('Read a'), asks('Read b')];
  for (const events of [
    asked,
    [...asked, { type: 'doubt', code: 'foreign_prompt', message: 'x' } as const],
  ]) {
    const state = play(events).at(-1)?.after;
    expect((state && tellLane(state, NOW))?.match(/Read [ab]$/gm)).toEqual(['Read a', 'Read b']);
  }
  expect(nextOf([...inTerminal, asks('a'), asks('b')])).toMatch(/only slop lane attach develop-1 shows/);
  expect(nextOf([...inTerminal, asks('a')])).not.toMatch(/in front/);
});

test('tellLane() says of a lane without a turn left what the next one waits for', () => {
  const done: readonly LaneEvent[] = [
    ...toRunning,
    { type: 'turn.ended', message: 't1', result: finished('Done.').result, spent: null },
    { type: 'turn.settled' },
    { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' },
  ];
  const within = (turns: number): readonly LaneEvent[] =>
    done.map((event) =>
      event.type === 'lane.declared'
        ? { ...event, declaration: { ...event.declaration, budget: { turns, minutes: null, cost: null } } }
        : event,
    );
  expect(nextOf(within(2))).toMatch(/slop lane turn develop-1 <note>$/);
  expect(nextOf(within(1))).toMatch(/<note>, once slop.yaml gives it more than 1 of 1 turns$/);
});

test('tellLane() and tellResult() name each tool that was denied, once', () => {
  const { result } = finished('Done.', { denials: ['Bash', 'WebFetch', 'Bash'] });
  const end: LaneEvent = { type: 'turn.ended', message: 't1', result, spent: null };
  const state = play([...toRunning, end]).at(-1)?.after;
  if (state?.turn == null) throw new Error('it had a turn');
  for (const told of [tellLane(state, NOW), tellResult(state.turn, null)])
    expect(told.match(/^ {2}denied .*$/gm)).toEqual(['  denied   Bash, WebFetch']);
});

test('tellLane() and tellResult() say why a turn failed, and how a note is sent again whose message was lost', () => {
  const { result } = unfinished('failed', 'message_lost', 'Its record never had it.');
  const events: readonly LaneEvent[] = [
    ...toRunning,
    { type: 'turn.ended', message: 't1', result, spent: null },
    gone,
  ];
  const state = play(events).at(-1)?.after;
  if (state?.turn == null) throw new Error('it had a turn');
  expect(tellLane(state, NOW)).toMatch(/^ {2}why {6}Its record never had it\.$/m);
  expect(tellResult(state.turn, null)).toMatch(/^ {2}ended {4}failed: Its record never had it\.$/m);
  expect(nextOf(events)).toMatch(/review develop-1 1 .*; then send the note again$/);
});

test('tellLane() and tellResult() say that a session was at work once more behind the review of its turn', () => {
  const events: readonly LaneEvent[] = [
    ...toRunning,
    { type: 'turn.ended', message: 't1', result: finished('Done.').result, spent: null },
    { type: 'turn.settled' },
    { type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' },
    { type: 'tasks.changed', running: 1 },
  ];
  for (const { after, told } of [
    { after: play(events.slice(0, -1)).at(-1)?.after, told: false },
    { after: play(events).at(-1)?.after, told: true },
  ]) {
    if (after?.turn == null) throw new Error('it had a turn');
    for (const text of [tellLane(after, NOW), tellResult(after.turn, null)])
      expect(/^ {2}late {5}its session was at work once more/m.test(text)).toBe(told);
  }
});

test.each([
  [{ value: '0' }, 'exit code 0'],
  [{ value: '12 fares' }, '12 fares (exit code 0)'],
  [{ counts: { passed: 3, failed: 1, skipped: null } }, '3 passed, 1 failed (exit code 0)'],
])('measuredOf() says once what a probe came to: %j', (measured, said) => {
  expect(measuredOf({ ...receipt, ...measured })).toBe(said);
});

const unproven: LaneEvent = { type: 'send.unproven', message: 't1', why: 'late' };
const ended: LaneEvent = {
  type: 'turn.ended',
  message: 't1',
  result: finished('Done.').result,
  spent: null,
};

const cancelled: LaneEvent = {
  type: 'turn.ended',
  message: 't1',
  result: unfinished('cancelled', 'cancelled', 'x').result,
  spent: null,
};
const shown: LaneEvent = {
  type: 'evidence.taken',
  turn: 't1',
  evidence: { probe: 'fares', receipt, why: null, tail: null },
};
const spilled: LaneEvent = {
  type: 'changes.found',
  turn: 't1',
  changes: { head: null, paths: 2, uncommitted: 2, crossed: 2, protected: 0, list: null, why: null },
};
const failed: LaneEvent = {
  type: 'evidence.taken',
  turn: 't1',
  evidence: { probe: 'fares', receipt: { ...receipt, exitCode: 1 }, why: null, tail: null },
};

test('tellLane() says of a probe that it was not run yet as long as it will be', () => {
  const told = (events: readonly LaneEvent[]) => {
    const state = play([...toRunning, ...events]).at(-1)?.after;
    return state && /^ {2}showed .*$/m.exec(tellLane(state, NOW))?.[0];
  };
  const reviewed: LaneEvent = { type: 'turn.reviewed', turn: 1, verdict: 'correct', why: 'x' };
  expect(told([ended])).toBe('  showed   fares: not run yet');
  for (const events of [[cancelled], [ended, { type: 'turn.settled' }, reviewed]] as const)
    expect(told(events)).toBe('  showed   fares: not run');
});

test('acceptedAlthough() names the probes that nobody runs behind a turn that was cut short', () => {
  const { turn = null } = play([...toRunning, cancelled]).at(-1)?.after ?? {};
  expect(turn && acceptedAlthough(turn)).toBe('Accepted although fares did not run.\n');
});

describe('tellLane() for whoever was called at night', () => {
  test.each<[string, readonly LaneEvent[], RegExp]>([
    ['starting', toRunning.slice(0, 2), /^ {2}next +slop lane resume develop-1 waits/],
    ['delivering', toDelivering, /^ {2}next +slop lane resume develop-1 waits/],
    ['settling', [...toRunning, ended], /^ {2}next +slop lane resume develop-1 waits/],
    [
      'settling, at work on what came back',
      [...toRunning, ended, { type: 'late.changed', work: 'w1' }],
      /works on what came back.*slop lane resume develop-1 waits.*slop lane stop develop-1/,
    ],
    [
      'settling, with work in the background',
      [...toRunning, { type: 'tasks.changed', running: 2 }, ended],
      /2 tasks.*slop lane resume develop-1 waits.*slop lane stop develop-1/,
    ],
    ['stopping', [...toRunning, { type: 'stop.intent' }], /slop lane stop develop-1/],
    [
      'stopped in its turn',
      [...toRunning, { type: 'stop.intent' }, gone],
      /slop lane resume develop-1 --continue .*, slop lane interrupt develop-1 ends it$/,
    ],
    [
      'lost in its turn',
      [...toRunning, gone],
      /slop lane resume develop-1 --continue .*, slop lane interrupt develop-1 ends it$/,
    ],
    [
      'lost behind the end of its turn',
      [...toRunning, ended, gone],
      /resume develop-1 opens the same session again; slop lane result develop-1 --write runs fares; then/,
    ],
    [
      'at rest behind a turn that has not shown all',
      [...toRunning, ended, { type: 'turn.settled' }],
      /slop lane result develop-1 --write runs fares; then slop lane review develop-1 1 accepted --why/,
    ],
    [
      'at rest behind a turn that has',
      [...toRunning, ended, { type: 'turn.settled' }, shown],
      /^ {2}next {5}slop lane review develop-1 1 accepted --why/,
    ],
    [
      'at rest behind a turn that was cut short',
      [...toRunning, cancelled, { type: 'turn.settled' }],
      /^ {2}next {5}slop lane review develop-1 1 correct --why.*accepted/,
    ],
    [
      'at rest behind a turn whose probe failed',
      [...toRunning, ended, { type: 'turn.settled' }, failed],
      /^ {2}next {5}slop lane review develop-1 1 correct --why.*accepted/,
    ],
    [
      'at rest behind a turn that crossed its bounds',
      [...toRunning, ended, spilled, { type: 'turn.settled' }, shown],
      /^ {2}next {5}slop lane review develop-1 1 crossed --why.*accepted, correct, rerouted/,
    ],
    ['asking', [...toRunning, asks('a')], /--answer allow or --answer deny\.$/],
    ['asking at a terminal', [...inTerminal, asks('a')], /--answer deny, which ends the turn\.$/],
    [
      'quarantined',
      [...toRunning, { type: 'doubt', code: 'foreign_prompt', message: 'x' }],
      /slop lane resume develop-1 --clear "…"/,
    ],
  ])('tells what to do: %s', (_, events, told) => {
    expect(nextOf(events)).toMatch(told);
  });

  test.each<[string, LaneEvent]>([
    ['delivery-unknown', unproven],
    ['suspect', { type: 'turn.silent', since: '2026-05-12T09:00:00.000Z' }],
    ['a question', { type: 'question.asked', id: 'q', kind: 'question', text: '?' }],
    ['a full context', { type: 'turn.blocked', code: 'context_full', message: 'x', reset: null }],
  ])('sends nobody to a terminal that a lane has not: %s', (_, event) => {
    const before = event === unproven ? -1 : inTerminal.length;
    expect(nextOf([...inTerminal.slice(0, before), event])).toContain('slop lane attach develop-1');
    expect(nextOf([...toRunning.slice(0, before), event])).not.toMatch(/attach/i);
  });

  test('names the file in which one can look whether a message arrived', () => {
    const state = play([...toDelivering, unproven]).at(-1)?.after;
    expect(state && tellLane(state, NOW)).toContain('/t.jsonl');
    expect(state && tellLane(state, NOW, { cwd: '/ferry' })).toMatch(/^ {2}works in \/ferry$/m);
  });
});
