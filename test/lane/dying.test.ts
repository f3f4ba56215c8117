import { describe, expect, it } from 'vitest';
import { act, deed } from '../../src/lane/act.ts';
import { advance, follow } from '../../src/lane/advance.ts';
import { digestOf } from '../../src/lane/digest.ts';
import type { FakeFault, FakeStep } from '../../src/lane/fake/script.ts';
import { continueTurn } from '../../src/lane/go-on.ts';
import type { Lane } from '../../src/lane/lane.ts';
import { foldLog } from '../../src/lane/log/log.ts';
import { stateFile, stateText } from '../../src/lane/log/projections.ts';
import { isOver } from '../../src/lane/outcome.ts';
import type { LaneState } from '../../src/lane/types.ts';
import { type Chance, chanceOf } from '../write/random-plan.ts';
import { declaration, request } from './events.ts';
import { Died, type MemoryStage, memoryStage } from './memory-stage.ts';

/** Lives of slop to go through; `npm run test:soak` sets more. */
const RUNS = Number(process.env['SLOP_LANE_RUNS'] ?? '1000');
const SEED = Number(process.env['SLOP_SEED'] ?? '20260512');

const PROMPT = 'Count the fares, then stop.';
const HOUR = 3_600_000;

/** What one life of slop does: whatever the lane needs next, up to a turn that is over. */
async function live(lane: Lane, turn: string): Promise<LaneState> {
  let state = await advance(lane);
  if (state.session === null && ['absent', 'failed'].includes(state.status)) {
    state = await act(lane, 'launch', () => [
      deed({
        type: 'lane.declared',
        declaration: { ...declaration, adapter: 'fake' },
        opened: { phase: null, audit: null },
      }),
      deed({ type: 'start.intent', session: `00000000-0000-4000-8000-${turn}`, resume: false }),
    ]);
  }
  if (['stopped', 'failed', 'lost'].includes(state.status) && state.session !== null) {
    state = await act(lane, 'resume', ({ session }) => [
      deed({ type: 'start.intent', session, resume: true }),
    ]);
  }
  state = await follow(lane, ({ status }) => status !== 'starting', { milliseconds: 60_000 });
  if (state.status === 'idle' && state.turn?.phase === 'claimed') {
    state = await act(lane, 'send', ({ turn: now }) =>
      now === null ? [] : [deed({ type: 'send.intent', message: now.id, what: 'prompt' })],
    );
  } else if (state.status === 'idle' && state.turn?.phase === 'interrupted') {
    state = await continueTurn(lane, state);
  } else if (state.status === 'idle' && (state.turn === null || state.turn.phase === 'reviewed')) {
    const frozen = { ...request, digest: digestOf(PROMPT), bytes: PROMPT.length };
    state = await act(lane, 'turn', () => [
      deed(
        { type: 'turn.claimed', id: turn, request: frozen, base: null },
        new Map([[frozen.digest, PROMPT]]),
      ),
      deed({ type: 'send.intent', message: turn, what: 'prompt' }),
    ]);
  }
  return follow(lane, (now) => isOver(lane, now), { milliseconds: HOUR });
}

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
