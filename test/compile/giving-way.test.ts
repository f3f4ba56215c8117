import { expect, test } from 'vitest';
import { givingWay } from '../../src/giving-way.ts';
import { compile } from '../../src/index.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

function* work(parts: number): Generator<undefined, number> {
  for (let part = 0; part < parts; part += 1) yield;
  return parts;
}

test('givingWay() gives what the work gives, and waits the more often the longer it takes', async () => {
  for (const [milliseconds, expected] of [
    [0, 0],
    [1, 12],
    [10, 128],
    [1000, 640],
  ] as const) {
    let [time, pauses] = [0, 0];
    const now = () => {
      time += milliseconds;
      return time;
    };
    expect(await givingWay(work(640), { now, pause: async () => void pauses++ })).toBe(640);
    expect(pauses).toBe(expected);
  }
});

test('compile() hears of an interrupt while it judges and links a large record', async () => {
  const pausesFor = async (notes: number): Promise<number> => {
    const names = Array.from({ length: notes }, (_, index) => `note-${index}.md`);
    const files = names.map((name, at) => [`record/${name}`, `# Note\n\nSee ${names[(at * 7) % notes]}.\n`]);
    const world = memoryWorld({ files: { 'slop.yaml': '', ...Object.fromEntries(files) } });
    let [time, pauses] = [0, 0];
    const now = () => {
      time += 25;
      return time;
    };
    const pause = async () => void pauses++;
    await compile({ ...world, now, processes: { ...world.processes, pause } }, { root: world.cwd });
    return pauses;
  };
  const few = await pausesFor(100);
  // Each batch of 16 that is judged, and now and then three times for each note that is linked.
  expect((await pausesFor(300)) - few).toBeGreaterThan(200 / 16 + 200);
});
