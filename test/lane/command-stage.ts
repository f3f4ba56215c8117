import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, expect } from 'vitest';
import { type LaneCommand, lane } from '../../src/commands/lane/lane.ts';
import { realWorld } from '../../src/world/world.ts';
import { project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { type TemporaryFolder, type TemporaryRepository, temporaryFolder } from '../helpers/repository.ts';
import { killSession, laneRepository } from './stage.ts';

/** The note of `laneRepository`. */
export const NOTE = 'record/handoff-v0_1.md';
const schema = JSON.parse(await readFile(path.join(project, 'schemas/output/lane.json'), 'utf8'));
const valid = new Ajv2020({ strict: false }).compile(schema);

export interface Ran {
  readonly code: number;
  readonly json: { readonly [key: string]: unknown };
  readonly err: string;
}
export interface CommandStage {
  readonly repository: TemporaryRepository;
  readonly state: TemporaryFolder;
  /** In the repository, or from another folder. */
  readonly run: (command: LaneCommand, cwd?: string) => Promise<Ran>;
  readonly launch: (name?: string) => Promise<Ran>;
  readonly turn: (note?: string, name?: string) => Promise<Ran>;
  readonly resume: (more?: Partial<Extract<LaneCommand, { verb: 'resume' }>>) => Promise<Ran>;
  readonly review: (turn: number) => Promise<Ran>;
}

const made: CommandStage[] = [];

/** A repository with lanes of the fake agent, and the commands of `slop lane` in it; cleared away after each test. */
export async function commandStage(
  script: object = { steps: [{}] },
  {
    lanes,
    declared = {},
    files = {},
  }: {
    readonly lanes?: object;
    readonly declared?: Readonly<Record<string, object>>;
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): Promise<CommandStage> {
  const common = { adapter: 'fake', script: 'agent.json' };
  const all = Object.fromEntries(
    Object.entries({ tides: {}, ...declared }).map(([name, one]) => [name, { ...common, ...one }]),
  );
  const repository = await laneRepository(all, {
    ...(lanes !== undefined && { lanes }),
    files: { 'agent.json': JSON.stringify(script), ...files },
  });
  const state = await temporaryFolder();
  const env = { PATH: process.env['PATH'], HOME: state.root, XDG_STATE_HOME: state.root };
  const run = async (command: LaneCommand, cwd = repository.root): Promise<Ran> => {
    const terminal = testTerminal();
    const world = realWorld({ cwd, env, home: project });
    const code = await lane(world, terminal, command, { json: true });
    const json = JSON.parse(terminal.written.out);
    expect(valid(json) ? [] : valid.errors).toEqual([]);
    return { code, json, err: terminal.written.err };
  };
  const one: CommandStage = {
    repository,
    state,
    run,
    launch: (name = 'tides') => run({ verb: 'launch', lane: name, phase: null, audit: null }),
    turn: (note = NOTE, name = 'tides') => run({ verb: 'turn', lane: name, note, wait: true, minutes: 0.2 }),
    resume: (more = {}) =>
      run({
        verb: 'resume',
        lane: 'tides',
        delivered: null,
        answer: null,
        clear: null,
        goOn: false,
        ...more,
      }),
    review: (turn) => run({ verb: 'review', lane: 'tides', turn, verdict: 'accepted', why: 'x' }),
  };
  made.push(one);
  return one;
}

afterEach(async () => {
  for (const { repository, state } of made.splice(0)) {
    for (const name of await readdir(path.join(state.root, 'slop')).catch(() => [])) {
      const lanes = await readdir(path.join(state.root, 'slop', name)).catch(() => []);
      for (const one of lanes) await killSession(path.join(state.root, 'slop', name, one));
    }
    await repository.remove();
    await state.remove();
  }
});
