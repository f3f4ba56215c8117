import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { adapterFor } from '../../src/lane/adapters/adapters.ts';
import type { FakeStep } from '../../src/lane/fake/script.ts';
import type { LaneTransport } from '../../src/types.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { build } from '../cli/built.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { type TemporaryRepository, temporaryFolder } from '../helpers/repository.ts';
import { hasTmux, LANE, NOTE, program, realStage, recorded } from './real-stage.ts';
import type { ApiStep } from './scripted-api.ts';
import { killSession, type LaneRun, laneFolderIn, laneRepository, runLane } from './stage.ts';

/** What a session does with one message, whatever plays it. */
interface Doing {
  readonly say: string;
  /** Milliseconds before it answers. */
  readonly wait?: number;
  /** The text of fares.txt, for which it asks before it writes. */
  readonly asksToWrite?: string;
}

interface Stage {
  readonly run: (...argv: readonly string[]) => Promise<LaneRun>;
  readonly repository: TemporaryRepository;
  /** How many messages its service was asked to answer; null where it has none. */
  readonly asked: () => number | null;
}

const away: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of away.splice(0)) await one();
});

const stepOf = ({ say, wait, asksToWrite }: Doing): FakeStep => ({
  say,
  ...(wait !== undefined && { wait }),
  ...(asksToWrite !== undefined && { fault: 'asks', write: { 'fares.txt': asksToWrite } }),
});

async function fakeStage(doings: readonly Doing[]): Promise<Stage> {
  const script = { 'agent.json': JSON.stringify({ steps: doings.map(stepOf) }) };
  const declared = { [LANE]: { adapter: 'fake', script: 'agent.json' } };
  const repository = await laneRepository(declared, { files: script });
  const state = await temporaryFolder();
  away.push(async () => killSession(await laneFolderIn(state.root, LANE)), repository.remove, state.remove);
  return { run: (...argv) => runLane(repository.root, state.root, argv), repository, asked: () => null };
}

async function realOne(adapter: 'stream' | 'tmux', doings: readonly Doing[]): Promise<Stage> {
  const asks = doings.some(({ asksToWrite }) => asksToWrite !== undefined);
  const stage = await realStage({ adapter, permissions: asks ? 'ask' : 'skip' });
  const target = path.join(stage.repository.root, 'fares.txt');
  const answers = doings.flatMap(({ say, wait, asksToWrite }): readonly ApiStep[] => [
    ...(asksToWrite === undefined
      ? []
      : [{ tools: [{ name: 'Write', input: { file_path: target, content: asksToWrite } }] }]),
    { text: say, ...(wait !== undefined && { wait }) },
  ]);
  stage.api.answer(...answers);
  return { ...stage, asked: () => stage.api.requests.length };
}

const adapters: readonly [LaneTransport, boolean, (doings: readonly Doing[]) => Promise<Stage>][] = [
  ['fake', true, fakeStage],
  ['stream', program !== null, (doings) => realOne('stream', doings)],
  ['tmux', program !== null && hasTmux, (doings) => realOne('tmux', doings)],
];

/** What `adapter` says that it can prove. */
async function proofsOf(adapter: LaneTransport): Promise<readonly string[]> {
  const config = lanesOf({ declared: { [LANE]: { adapter } } });
  const [lane] = config.declared;
  if (lane === undefined) throw new Error('no lane');
  const setting = { world: memoryWorld({ files: {} }), lane, config, root: '/p', folder: '/f', cwd: '/p' };
  return (await adapterFor(setting)).proofs;
}

for (const [adapter, isThere, stageOf] of adapters) {
  describe.skipIf(!isThere)(`every adapter: ${adapter}`, () => {
    beforeAll(build);

    test('proves that a message arrived, brings its answer, and keeps its session through stop, kill and resume', async () => {
      const { run, asked } = await stageOf([
        { say: 'One.' },
        { say: 'Late.', wait: 60_000 },
        { say: 'Three.' },
      ]);
      const launched = await run('launch', LANE);
      expect(launched).toMatchObject({ code: 0, json: { status: 'idle' } });
      const first = await run('turn', LANE, NOTE);
      expect(first).toMatchObject({ code: 0, json: { end: 'finished', res: 'One.', status: 'idle' } });
      const session = first.json['sid'];
      const entries = async () =>
        (await run('log', LANE)).json['entries'] as unknown as readonly {
          readonly event: { readonly type: string; readonly by?: string; readonly digest?: string | null };
        }[];
      const proof = (await entries()).find(({ event }) => event.type === 'send.accepted')?.event;
      expect(await proofsOf(adapter)).toContain(proof?.by);
      expect([first.json['digest'], null]).toContain(proof?.digest);
      await run('review', LANE, '1', 'accepted', '--why', 'x');

      expect((await run('stop', LANE)).json).toMatchObject({ status: 'stopped' });
      expect((await run('turn', LANE, NOTE)).code).toBe(19);
      expect((await run('resume', LANE)).json).toMatchObject({ status: 'idle', sid: session });

      const before = asked();
      await run('turn', LANE, NOTE, '--no-wait');
      // The answer that comes late is taken, so that the next one is the third.
      await expect.poll(() => asked() !== before || before === null).toBe(true);
      const running = await run('status', LANE);
      expect(running.json).toMatchObject({ status: 'running' });
      await recorded(run);
      process.kill((running.json['process'] as unknown as { readonly pid: number }).pid, 'SIGKILL');
      const status = () => run('status', LANE);
      await expect.poll(status, { interval: 500 }).toMatchObject({ code: 18, json: { status: 'lost' } });
      const again = await run('resume', LANE, '--continue');
      expect(again.json).toMatchObject({ end: 'finished', res: 'Three.', sid: session, turn: 2 });
      const sent = (await entries()).filter(
        ({ event }) => event.type === 'send.intent' && 'what' in event && event.what === 'prompt',
      );
      expect(sent).toHaveLength(2);
    });

    test('ends a turn when it is told to, and takes the next one', async () => {
      const { run, asked } = await stageOf([{ say: 'Late.', wait: 60_000 }, { say: 'Next.' }]);
      await run('launch', LANE);
      await run('turn', LANE, NOTE, '--no-wait');
      await expect.poll(() => asked() !== 0).toBe(true);
      expect((await run('interrupt', LANE)).json).toMatchObject({ end: 'cancelled', status: 'idle' });
      await run('review', LANE, '1', 'rerouted', '--why', 'x');
      expect((await run('turn', LANE, NOTE)).json).toMatchObject({ end: 'finished', res: 'Next.' });
    });

    test('asks, and hands over the answer', async () => {
      const { run, repository } = await stageOf([{ say: 'Written.', asksToWrite: '21\n' }]);
      await run('launch', LANE);
      expect(await run('turn', LANE, NOTE)).toMatchObject({ code: 15, json: { reason: 'permission' } });
      const allowed = await run('resume', LANE, '--answer', 'allow');
      expect(allowed.json).toMatchObject({ end: 'finished', res: 'Written.' });
      expect(await readFile(path.join(repository.root, 'fares.txt'), 'utf8')).toBe('21\n');
    });
  });
}
