import { execFile } from 'node:child_process';
import { readdir, readFile, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../cli/built.ts';
import { type TemporaryFolder, type TemporaryRepository, temporaryFolder } from '../helpers/repository.ts';
import { killSession, laneFolderIn, laneRepository, rawLines, runLane } from './stage.ts';

const SIDE_BY_SIDE = 4;
const preload = pathToFileURL(fileURLToPath(new URL('killer.mjs', import.meta.url))).href;
const NOTE = 'record/handoff-v0_1.md';
/** Lanes that are at work at the same time. */
const SEVERAL = ['one', 'two', 'three'];

let repository: TemporaryRepository;
let states: TemporaryFolder;

beforeAll(async () => {
  await build();
  const more = SEVERAL.map((name) => [name, { adapter: 'fake', folder: name, script: 'slow.json' }]);
  repository = await laneRepository(
    { 'develop-1': { adapter: 'fake' }, ...Object.fromEntries(more) },
    {
      files: {
        'slow.json': JSON.stringify({ steps: [{ wait: 60_000 }] }),
        ...Object.fromEntries(SEVERAL.map((name) => [`${name}/README`, 'A folder.\n'])),
      },
    },
  );
  states = await temporaryFolder();
});
let kills = 0;
afterAll(async () => {
  expect(kills).toBeGreaterThanOrEqual(60);
  await repository.remove();
  await states.remove();
});

interface Stage {
  readonly state: string;
  readonly run: (
    argv: readonly string[],
    kill?: { readonly at?: number; readonly countTo?: string },
  ) => ReturnType<typeof runLane>;
}

function stageOf(name: string): Stage {
  const state = path.join(states.root, name);
  return {
    state,
    run: (argv, { at, countTo } = {}) =>
      runLane(repository.root, state, argv, {
        ...((at !== undefined || countTo !== undefined) && { preload }),
        env: {
          ...(at !== undefined && { SLOP_KILL_AT: String(at) }),
          ...(countTo !== undefined && { SLOP_COUNT_TO: countTo }),
        },
      }),
  };
}

/** How many writes a command does when nobody kills it. */
async function writesOf(stage: Stage, argv: readonly string[]): Promise<number> {
  const countTo = path.join(states.root, `count-${argv[0]}`);
  const { code, err } = await stage.run(argv, { countTo });
  expect(code, err).toBe(0);
  return Number(await readFile(countTo, 'utf8'));
}

type Harm = 'none' | 'session' | 'session and torn record' | 'session and lost record';
const HARMS: readonly Harm[] = ['none', 'session', 'session and torn record', 'session and lost record'];

async function harm(state: string, which: Harm): Promise<void> {
  if (which === 'none') return;
  const folder = await laneFolderIn(state, 'develop-1').catch(() => null);
  if (folder === null || !(await killSession(folder))) return;
  const records = await readdir(path.join(folder, 'record')).catch(() => []);
  for (const record of records) {
    const place = path.join(folder, 'record', record);
    if (which === 'session and lost record') await rm(place);
    if (which === 'session and torn record') {
      const { length } = await readFile(place);
      if (length > 5) await truncate(place, length - 5);
    }
  }
}

/** Ids of the messages that a session took, each with how often. */
async function taken(folder: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const line of await rawLines(folder)) {
    if (line['type'] !== 'user') continue;
    const id = String(line['uuid']);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Kills a turn at one write, harms what it left, and lets later commands find out. Null where it was done before: how
 * often it looks for news, and so how often it writes, is not the same each time.
 */
async function killTurn(at: number, run: number): Promise<string | null> {
  const which = HARMS[run % HARMS.length] ?? 'none';
  const stage = stageOf(`turn-${run}`);
  expect((await stage.run(['launch', 'develop-1'])).code).toBe(0);
  const { code } = await stage.run(['turn', 'develop-1', NOTE], { at });
  const folder = await laneFolderIn(stage.state, 'develop-1');
  if (code === 0) return doneBefore(folder);
  expect(code).toBeNull();
  await harm(stage.state, which);
  const told = `killed at ${at}, ${which}`;
  const waited = await stage.run(['resume', 'develop-1']);
  const { status, turn, end } = waited.json;
  for (const [id, times] of await taken(folder)) expect(`${told}: ${id} ${times}`).toBe(`${told}: ${id} 1`);
  const known = JSON.parse(await readFile(path.join(folder, 'state.json'), 'utf8'));
  const arrived = known.turn !== null && (await taken(folder)).has(known.turn.id);
  if (turn !== null && status === 'idle' && known.turn.phase === 'ended') {
    expect(`${told}: ${arrived} ${end}`).toBe(`${told}: true finished`);
  }
  if (status === 'delivery-unknown') {
    // Asked instead of sent again: a person who looks can tell.
    const answer = arrived ? '--delivered' : '--not-delivered';
    const decided = await stage.run(['resume', 'develop-1', answer, '--continue']);
    for (const [id, times] of await taken(folder)) expect(`${told}: ${id} ${times}`).toBe(`${told}: ${id} 1`);
    expect(['idle'], told).toContain(decided.json['status']);
  } else expect(['idle'], told).toContain(status);
  await killSession(folder);
  return String(status);
}

async function doneBefore(folder: string): Promise<null> {
  await killSession(folder);
  return null;
}

/** As `killTurn`, for a launch. */
async function killLaunch(at: number): Promise<string | null> {
  const stage = stageOf(`launch-${at}`);
  const killed = await stage.run(['launch', 'develop-1'], { at });
  if (killed.code === 0) return doneBefore(await laneFolderIn(stage.state, 'develop-1'));
  expect(killed.code).toBeNull();
  if (at % 2 === 0) await harm(stage.state, 'session');
  let state = await stage.run(['status', 'develop-1']);
  if (!['idle', 'starting'].includes(String(state.json['status']))) {
    // One that began is opened again; one that never did is launched.
    const again = await stage.run([state.json['session'] === null ? 'launch' : 'resume', 'develop-1']);
    expect(`${at}: ${again.code} ${again.err}`).toBe(`${at}: 0 `);
    state = await stage.run(['status', 'develop-1']);
  } else if (state.json['status'] === 'starting') state = await stage.run(['resume', 'develop-1']);
  expect(`${at} ${state.json['status']}`).toBe(`${at} idle`);
  const { code, json } = await stage.run(['turn', 'develop-1', NOTE]);
  expect(`${at}: ${code} ${json['end']}`).toBe(`${at}: 0 finished`);
  const folder = await laneFolderIn(stage.state, 'develop-1');
  expect([...(await taken(folder)).values()]).toEqual([1]);
  await killSession(folder);
  return 'idle';
}

async function killAtEach(
  writes: number,
  kill: (at: number, run: number) => Promise<string | null>,
  again = 0,
): Promise<readonly string[]> {
  const cases = Array.from({ length: writes + again }, (_, index) => index + 1);
  const ends: string[] = [];
  const work = async (): Promise<void> => {
    for (let run = cases.shift(); run !== undefined; run = cases.shift()) {
      const end = await kill(1 + ((run - 1) % writes), run);
      if (end !== null) ends.push(end);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  kills += ends.length;
  return ends;
}

describe('slop lane, killed at each of its writes', () => {
  test('launches one session, and takes one turn in it', async () => {
    const stage = stageOf('launch-whole');
    const writes = await writesOf(stage, ['launch', 'develop-1']);
    await stage.run(['stop', 'develop-1']);
    expect(writes).toBeGreaterThan(15);
    await killAtEach(writes, killLaunch);
  }, 900_000);

  test('sends a message once, with the session alive or dead and its record whole, torn or lost', async () => {
    const stage = stageOf('turn-whole');
    await stage.run(['launch', 'develop-1']);
    const writes = await writesOf(stage, ['turn', 'develop-1', NOTE]);
    await stage.run(['stop', 'develop-1']);
    expect(writes).toBeGreaterThan(25);
    const ends = await killAtEach(writes, killTurn, 5);
    expect(new Set(ends).size).toBeGreaterThan(1);
  }, 900_000);

  test('finds out about several lanes, also when it is killed while it does', async () => {
    const before = stageOf('several');
    for (const name of SEVERAL) {
      await before.run(['launch', name]);
      expect((await before.run(['turn', name, NOTE, '--no-wait'])).json).toMatchObject({ status: 'running' });
    }
    for (const name of SEVERAL) await killSession(await laneFolderIn(before.state, name));
    const found = async (stage: Stage) => {
      const { lanes } = (await stage.run(['status'])).json as { lanes?: Record<string, unknown>[] };
      return lanes?.map(({ lane, status, reason, turn }) => ({ lane, status, reason, turn }));
    };
    const copy = async (name: string): Promise<Stage> => {
      // Node's own copying stops at a pipe.
      await promisify(execFile)('cp', ['-a', before.state, path.join(states.root, name)]);
      return stageOf(name);
    };
    const whole = await found(await copy('several-whole'));
    expect(whole).toMatchObject(
      SEVERAL.toSorted().map((lane) => ({ lane, status: 'lost', turn: { attempts: 1 } })),
    );
    const writes = await writesOf(await copy('several-counted'), ['status']);
    expect(writes).toBeGreaterThan(12);
    for (let at = 2; at <= writes; at += 3) {
      const stage = await copy(`several-${at}`);
      expect((await stage.run(['status'], { at })).code, `${at}`).toBeNull();
      kills += 1;
      expect(await found(stage), `${at}`).toEqual(whole);
    }
  });
});
