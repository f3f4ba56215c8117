import { expect, test } from 'vitest';
import { laps, stopwatch } from '../src/stopwatch.ts';

/** A clock that stands still but for what is added. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

test('a stage within another is counted for itself alone', async () => {
  const { now, pass } = clock();
  const { measure, times } = stopwatch(now);
  const answer = await measure('render', async () => {
    pass(5);
    await measure('git', async () => pass(20));
    measure('search', () => pass(7));
    pass(1);
    return 'done';
  });
  expect(answer).toBe('done');
  expect([...times().stages]).toEqual([
    ['git', 20],
    ['search', 7],
    ['render', 6],
  ]);
});

test('of two stages side by side none takes less than nothing', async () => {
  const { now, pass } = clock();
  const { measure, times } = stopwatch(now);
  const ends: (() => void)[] = [];
  const waiting = () => new Promise<void>((end) => ends.push(end));
  const long = measure('git', waiting);
  pass(9);
  const short = measure('read', waiting);
  pass(1);
  ends[0]?.();
  await long;
  ends[1]?.();
  await short;
  expect([...times().stages]).toEqual([
    ['git', 10],
    ['read', 0],
  ]);
});

test('a stage that fails is counted, and fails', async () => {
  const { now, pass } = clock();
  const { measure, times } = stopwatch(now);
  const failing = measure('read', async () => {
    pass(3);
    throw new Error('gone');
  });
  await expect(failing).rejects.toThrow('gone');
  expect(times().stages.get('read')).toBe(3);
});

test('notes are added up, and the slowest are named', () => {
  const { note, times } = stopwatch(() => 0);
  for (const [path, milliseconds] of Object.entries({ a: 4, b: 1, c: 9, d: 5 }))
    note(path, new Map([['parse', milliseconds] as const, ['rules', 1] as const]));
  expect(times().stages).toEqual(
    new Map([
      ['parse', 19],
      ['rules', 4],
    ]),
  );
  expect(times().slowest.map(({ path }) => path)).toEqual(['c', 'd', 'a']);
});

test('laps() gives each step the time since the one before', () => {
  const { now, pass } = clock();
  const { end, spent } = laps(now);
  pass(2);
  end('read');
  pass(3);
  end('parse');
  expect([...spent]).toEqual([
    ['read', 2],
    ['parse', 3],
  ]);
});
