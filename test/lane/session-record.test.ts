import { describe, expect, it } from 'vitest';
import { lookInTranscript } from '../../src/lane/adapters/transcript.ts';
import { continuation } from '../../src/lane/continuation.ts';
import { digestOf } from '../../src/lane/digest.ts';
import { recover } from '../../src/lane/recover.ts';
import { finished } from '../../src/lane/result.ts';
import type { LaneEvent, LaneState, Look } from '../../src/lane/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { asks, base, play, request, toIdle, toRunning } from './events.ts';

const PROMPT = 'Count the fares, then stop.';
const EARLY = '2020-01-01T00:00:00.000Z';

const user = (content: string): string =>
  `${JSON.stringify({ type: 'user', sessionId: 's1', timestamp: EARLY, message: { role: 'user', content } })}\n`;

/** The turn of a session at a terminal, whose record knows no ids of ours; it left behind that many bytes. */
function turnAfter(recorded: number, ...more: readonly LaneEvent[]): LaneState {
  const frozen = { ...request, digest: digestOf(PROMPT) };
  const last = play([
    ...toIdle,
    { type: 'turn.claimed', id: 't1', request: frozen, base },
    { type: 'send.intent', message: 't1', what: 'prompt', recorded },
    ...more,
  ]).at(-1);
  if (last === undefined) throw new Error('nothing was played');
  return last.after;
}

const lookIn = (record: string, state: LaneState) =>
  lookInTranscript(memoryWorld({ files: { '/t.jsonl': record } }), state);

describe('lookInTranscript()', () => {
  const before = user(PROMPT);

  it.each<[string, string, number, boolean | null]>([
    ['the message, whatever the clock said', before + user(PROMPT), before.length, true],
    ['the same message of an earlier turn alone', before, before.length, false],
    [
      'the message beside other work, during which it came',
      `${before}${JSON.stringify({ type: 'attachment', sessionId: 's1', attachment: { type: 'queued_command', prompt: PROMPT } })}\n`,
      before.length,
      true,
    ],
    ['less than was there when it left', '', before.length, null],
  ])('tells of a record with %s', async (_what, record, recorded, holds) => {
    expect(await lookIn(record, turnAfter(recorded))).toMatchObject({ holds });
  });

  it('takes no earlier words to go on for those that left last', async () => {
    const words = user(continuation(turnAfter(0).turn ?? never()));
    const record = user(PROMPT) + words;
    const again = turnAfter(
      0,
      { type: 'send.accepted', message: 't1', by: 'prompt-hook', digest: null },
      { type: 'turn.blocked', code: 'overloaded', message: 'x', reset: null },
      { type: 'send.intent', message: 'c1', what: 'continuation', recorded: record.length },
    );
    expect(await lookIn(record, again)).toMatchObject({ holds: false });
    expect(await lookIn(record + words, again)).toMatchObject({ holds: true });
  });
});

const patience = {
  now: 0,
  seen: 0,
  woke: 0,
  start: 0,
  delivery: 0,
  silence: 60_000,
  settle: 0,
  watched: true,
};
const looked: Look = {
  process: null,
  alive: true,
  said: null,
  sign: null,
  transcript: 'whole',
  holds: true,
  doing: null,
  result: null,
};
const dead = (holds: boolean | null): Look => ({ ...looked, alive: false, holds });

describe('recover()', () => {
  it.each<[boolean | null, string | undefined]>([
    [true, undefined],
    [null, undefined],
    [false, 'message_lost'],
  ])('ends a turn whose message a session took, and has no more (its record holds it: %s)', (holds, code) => {
    const running = play(toRunning).at(-1)?.after ?? never();
    const events = recover(running, dead(holds), patience).map(({ event }) => event);
    const { after } = play(events, running).at(-1) ?? never();
    expect([after.status, after.turn?.result?.code]).toEqual(['lost', code]);
  });

  it('misses the record of a session only where there was one', () => {
    const failed: readonly LaneEvent[] = [
      ...toIdle.slice(0, 2),
      { type: 'start.failed', code: 'startup_failed', message: 'x' },
      { type: 'start.intent', session: null, resume: false },
    ];
    const look: Look = { ...looked, alive: false, transcript: 'missing', said: 'no network' };
    const told = (events: readonly LaneEvent[]) =>
      recover(play(events).at(-1)?.after ?? never(), look, patience).map(({ event }) => event);
    expect(told(failed)).toEqual([{ type: 'session.gone', how: 'Its process ended: no network' }]);
  });
});

describe('recover() of a session in a terminal', () => {
  const both = ['a', 'b'].map(asks);

  it.each<[string, readonly LaneEvent[], Look['doing'], string, string | null]>([
    ['a person answered there', both, 'busy', 'running', null],
    ['a person ended its turn there', both, 'idle', 'settling', null],
    ['it asks still', both, 'waiting', 'requires-action', 'permission'],
    ['no hook told that it asks', [], 'waiting', 'requires-action', 'dialog'],
  ])('tells by what it says it does that %s', (_what, more, doing, status, reason) => {
    const running = play([...toRunning, ...more]).at(-1)?.after ?? never();
    const later = { ...patience, now: Date.parse(running.at ?? '') + 4000 };
    const events = recover(running, { ...looked, doing }, later).map(({ event }) => event);
    expect(play(events, running).at(-1)?.after ?? running).toMatchObject({ status, reason });
  });

  it.each<[boolean | null, string | undefined]>([
    [true, 'cancelled'],
    [null, 'unknown'],
  ])('calls a turn without an ending interrupted only where its record has it (%s)', (holds, end) => {
    const running = play(toRunning).at(-1)?.after ?? never();
    const later = { ...patience, now: Date.parse(running.at ?? '') + 4000 };
    const found = recover(running, { ...looked, doing: 'idle', holds, transcript: 'missing' }, later);
    const { turn } =
      play(
        found.map(({ event }) => event),
        running,
      ).at(-1)?.after ?? never();
    expect(turn?.result?.end).toBe(end);
  });

  it.each<[Look['doing'], string, string | null]>([
    ['busy', 'settling', 'w1'],
    ['idle', 'settling', null],
    [null, 'settling', 'w1'],
  ])('waits for no more of late work that a person ended there (it says: %s)', (doing, status, late) => {
    const ended = {
      type: 'turn.ended',
      message: 't1',
      result: finished('Done.').result,
      spent: null,
    } as const;
    const working =
      play([...toRunning, ended, { type: 'late.changed', work: 'w1' }]).at(-1)?.after ?? never();
    const later = { ...patience, now: Date.parse(working.at ?? '') + 4000 };
    const events = recover(working, { ...looked, doing }, later).map(({ event }) => event);
    expect(play(events, working).at(-1)?.after ?? working).toMatchObject({ status, late });
  });

  it('takes a session that says it is idle for one that has not begun yet, while its record lacks the message', () => {
    const running = play(toRunning).at(-1)?.after ?? never();
    const later = { ...patience, now: Date.parse(running.at ?? '') + 20_000 };
    expect(recover(running, { ...looked, doing: 'idle', holds: false }, later)).toEqual([]);
  });

  it('tells the end of an interrupted turn also where the lane is in quarantine, and no end before it', () => {
    const doubt: LaneEvent = { type: 'doubt', code: 'foreign_prompt', message: 'x' };
    const interrupt = play([...toRunning, doubt, { type: 'interrupt.intent' }]).at(-1) ?? never();
    expect(interrupt.orders).toEqual([{ type: 'interrupt' }]);
    const later = { ...patience, now: Date.parse(interrupt.after.at ?? '') + 4000 };
    const seen = (doing: Look['doing']) =>
      play(
        recover(interrupt.after, { ...looked, doing }, later).map(({ event }) => event),
        interrupt.after,
      ).at(-1)?.after ?? interrupt.after;
    expect(seen('busy').turn?.phase).toBe('accepted');
    expect(seen('idle')).toMatchObject({ status: 'quarantined', turn: { phase: 'ended' } });
    expect(seen('idle').turn?.result?.end).toBe('cancelled');
  });
});

function never(): never {
  throw new Error('it is there');
}
