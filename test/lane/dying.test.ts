import { describe, expect, it } from 'vitest';
import type { FakeFault, FakeStep } from '../../src/lane/fake/script.ts';
import type { Lane } from '../../src/lane/lane.ts';
import { foldLog } from '../../src/lane/log/current.ts';
import { stateFile, stateText } from '../../src/lane/log/projections.ts';
import { isOver } from '../../src/lane/outcome.ts';
import type { LaneState } from '../../src/lane/types.ts';
import { type Chance, chanceOf } from '../write/random-plan.ts';
import { live } from './life.ts';
import { Died, type MemoryStage, memoryStage } from './memory-stage.ts';

/** Lives of slop to go through; `npm run test:soak` sets more. */
const RUNS = Number(process.env['SLOP_LANE_RUNS'] ?? '1000');
const SEED = Number(process.env['SLOP_SEED'] ?? '20260512');

const FAULTS: readonly (FakeFault | undefined)[] = [
  undefined,
  undefined,
  'swallowed',
  'exit',
  'ending-lost',
  'ending-twice',
  'limit',
  'noise',
  'background',
  'record-torn',
  'record-missing',
  'auth',
];

function randomStep(chance: Chance): FakeStep {
  const fault = FAULTS[chance(FAULTS.length)];
  return {
    ...(fault !== undefined && { fault }),
    ...(chance(3) === 0 && { wait: chance(5000) }),
    ...(fault === 'limit' && chance(3) !== 0 && { reset: 5 + chance(60) }),
  };
}

/** One lane through several lives that end at some write, with the agent killed now and then. */
async function run(seed: number): Promise<{ readonly stage: MemoryStage; readonly state: LaneState }> {
  const chance = chanceOf(seed);
  const stage = memoryStage({ steps: [randomStep(chance), {}] });
  const turn = String(seed).padStart(12, '0');
  for (let life = 0; life < 4; life += 1) {
    const how = (['before', 'half', 'after'] as const)[chance(3)] ?? 'before';
    const mortal = life < 3 && chance(4) !== 0;
    const lane = stage.process(mortal ? { at: 1 + chance(45), how } : undefined);
    try {
      await live(lane, turn);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    if (chance(4) === 0) stage.killAgent();
  }
  return { stage, state: await live(stage.process(), turn) };
}

describe('a lane whose slop dies', () => {
  it(`sends nothing twice and ends in a state that is true (${RUNS} runs)`, async () => {
    const ends = new Map<string, number>();
    for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
      const { stage, state } = await run(seed);
      const told = `seed ${seed}`;
      for (const [id, times] of stage.got) expect(`${told}: ${id} ${times}`).toBe(`${told}: ${id} 1`);
      expect(isOver({ config: (stage.process() as Lane).config }, state), told).toBe(true);
      const { turn, status } = state;
      const arrived = turn !== null && stage.got.has(turn.id);
      if (turn?.result?.end === 'finished') {
        // Finished is what an agent told, or what its record holds.
        const answered = turn.sent.some((id) => stage.told.has(id)) || /end_turn/.test(stage.record());
        expect(answered, told).toBe(true);
      }
      if (status === 'idle' && turn?.phase === 'ended') expect(arrived, told).toBe(true);
      if (turn?.phase === 'delivering') expect(status, told).toBe('delivery-unknown');
      expect(['idle', 'blocked', 'delivery-unknown', 'lost', 'failed'], told).toContain(status);
      const lane = stage.process();
      const { state: again } = await foldLog(lane.world, lane.folder, lane.name);
      expect(Buffer.from(stage.world.disk.get(stateFile(lane.folder)) ?? '').toString(), told).toBe(
        stateText(again, lane.folder),
      );
      ends.set(status, (ends.get(status) ?? 0) + 1);
    }
    // Each sort of end is met, so that none is only thought of.
    if (RUNS >= 200)
      for (const status of ['idle', 'blocked', 'delivery-unknown']) expect(ends.has(status)).toBe(true);
  }, 3_600_000);
});
