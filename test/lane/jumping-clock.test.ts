import { describe, expect, it } from 'vitest';
import type { FakeStep } from '../../src/lane/fake/script.ts';
import { live } from './life.ts';
import { memoryStage } from './memory-stage.ts';

const TURN = '000000000001';
const DAY = 86_400_000;
const MINUTE = 60_000;

/** Plays a turn while the clock is put on, at the nth time that slop waits. */
async function playedWith(by: number, waits: number, step: FakeStep) {
  const stage = memoryStage({ steps: [step, {}] }, { late: 1500 });
  stage.putClockOn(by, waits);
  let state = await live(stage.process(), TURN);
  // A process that comes later, as somebody who is called to look would start it.
  state = await live(stage.process(), TURN);
  return { stage, state };
}

describe.each([
  ['a day', DAY],
  ['a minute', MINUTE],
])('a clock that is put on by %s, wherever slop waits', (_, by) => {
  it.each<[string, FakeStep]>([
    ['an answer', { wait: 2000 }],
    ['an answer at once', {}],
    ['an answer with work in the background', { wait: 500, fault: 'background' }],
    ['a lost ending', { wait: 500, fault: 'ending-lost' }],
    ['a usage limit', { fault: 'limit', reset: 30 }],
  ])('ends in what is true, with %s', async (_what, step) => {
    for (let waits = 1; waits <= 40; waits += 1) {
      const { stage, state } = await playedWith(by, waits, step);
      const told = `wait ${waits}`;
      for (const [id, times] of stage.got) expect(`${told}: ${id} ${times}`).toBe(`${told}: ${id} 1`);
      expect(
        `${told}: process ${state.generation} ${state.status} ${state.turn?.phase} ${state.turn?.result?.end}`,
      ).toBe(`${told}: process 1 idle ended finished`);
      expect(state.totals.milliseconds, told).toBeLessThan(MINUTE / 2);
    }
  });
});
