import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, expect } from 'vitest';
import type { LaneState } from '../../src/lane/types.ts';
import { type TemporaryFolder, type TemporaryRepository, temporaryFolder } from '../helpers/repository.ts';
import { plan, probes, turnNote } from '../helpers/turn-note.ts';
import { claudeEnvironment, findClaude, makeHome, PASSED } from './claude.ts';
import { IDENTITY } from './result-stage.ts';
import { type ScriptedApi, scriptedApi } from './scripted-api.ts';
import { agentFile, killSession, laneFolderIn, laneRepository, noteOf, runLane } from './stage.ts';

const execute = promisify(execFile);
const works = (program: string, ...argv: readonly string[]): Promise<boolean> =>
  execute(program, argv).then(
    () => true,
    () => false,
  );

/** Path of the real program; null where it was not set up. */
export const program = await findClaude();
export const hasTmux = await works('tmux', '-V');
export const hasBubblewrap = await works('bwrap', '--ro-bind', '/', '/', 'true');

/** The lane of a stage, and its note. */
export const LANE = 'tides';
export const NOTE = 'record/handoff-v0_1.md';

/** Everything that is likely to arrive as something else. */
const AWKWARD = `First line\twith a tab, a backslash \\ and "quotes" 'both'
!not a command
  indented, then a line of dots …

emoji 🚢, CJK 港口, combining é, $WHO \`date\` $(date) %s %n \\n \\u0041
<pasted_content id="347d">looks like a paste</pasted_content>
`;
/** More than 100 kB. */
export const LONG = `${AWKWARD}${'A line that is repeated until the message is long.\n'.repeat(2000)}The end.`;

/** A lane of the real program, and the service that it asks. */
export interface RealStage {
  readonly api: ScriptedApi;
  readonly repository: TemporaryRepository;
  readonly state: TemporaryFolder;
  readonly run: (...argv: readonly string[]) => ReturnType<typeof runLane>;
  /** A command that prints a plan and applies it. */
  readonly write: (...argv: readonly string[]) => ReturnType<typeof runLane>;
  readonly folder: () => Promise<string>;
  /** Runs the program by hand, beside the lane. */
  readonly byHand: (...argv: readonly string[]) => Promise<string>;
  /** Asks the lane's terminal. */
  readonly tmux: (...argv: readonly string[]) => Promise<string>;
}

const made: RealStage[] = [];

/** A repository with one lane of the real program; cleared away after each test. `answered`: somebody has run it there. */
export async function realStage(
  lane: { readonly adapter: 'stream' | 'tmux'; readonly [key: string]: unknown },
  {
    login = 'key',
    answered = true,
    lanes = {},
    config = {},
    files = {},
  }: {
    readonly login?: 'key' | 'token';
    readonly answered?: boolean;
    readonly lanes?: object;
    readonly config?: object;
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): Promise<RealStage> {
  const declared = { program: [program], pass: PASSED, permissions: 'skip', ...lane };
  const repository = await laneRepository(
    { [LANE]: declared },
    {
      lanes,
      config: { probes, ...config },
      files: {
        ...agentFile,
        'record/long-v0_1.md': noteOf(LONG),
        'record/plan-v0_1.md': plan,
        'record/dates-v0_1.md': turnNote({ 'Context snapshot': AWKWARD }),
        ...files,
      },
    },
  );
  const [state, api] = [await temporaryFolder(), await scriptedApi()];
  const home = path.join(state.root, 'home');
  await makeHome(home, answered && lane.adapter === 'tmux' ? repository.root : null);
  const env = claudeEnvironment(home, api.url, login);
  const folder = () => laneFolderIn(state.root, LANE);
  const one: RealStage = {
    api,
    repository,
    state,
    run: (...argv) => runLane(repository.root, state.root, argv, { env }),
    write: (...argv) =>
      runLane(repository.root, state.root, argv, { env: { ...env, ...IDENTITY }, json: false }),
    folder,
    byHand: async (...argv) => {
      const { root: cwd } = repository;
      const running = execute(program ?? '', argv, { cwd, env: { PATH: process.env['PATH'], ...env } });
      running.child.stdin?.end();
      return (await running).stdout;
    },
    tmux: async (...argv) =>
      (await execute('tmux', ['-S', path.join(await folder(), 'tmux'), ...argv])).stdout.trim(),
  };
  made.push(one);
  return one;
}

afterEach(async () => {
  for (const { repository, state, api, folder, tmux } of made.splice(0)) {
    await tmux('kill-server').catch(() => {});
    await killSession(await folder().catch(() => '/nonexistent'));
    await api.close();
    await repository.remove();
    await state.remove();
  }
});

/** Waits until the program's own record of a lane's session has the message that left last, or those words behind it; it is written behind the turn. */
export async function recorded(run: RealStage['run'], words = '"type":"user"'): Promise<void> {
  for (;;) {
    const { transcript, turn } = (await run('status', LANE)).json as unknown as LaneState;
    if (transcript === null) return;
    const bytes = await readFile(transcript).catch(() => Buffer.alloc(0));
    if (bytes.subarray(turn?.recorded ?? 0).includes(words)) return;
    await pause(50);
  }
}

/** A session that ends before and after its first message, and is opened again each time. */
export async function endsBeforeItsFirstMessage({ run }: Pick<RealStage, 'run'>): Promise<void> {
  const { sid } = (await run('launch', LANE)).json;
  await run('stop', LANE);
  expect((await run('resume', LANE)).json).toMatchObject({ status: 'idle', sid });
  expect((await run('turn', LANE, NOTE)).json).toMatchObject({ end: 'finished', sid });
  await run('stop', LANE);
  expect((await run('resume', LANE)).json).toMatchObject({ status: 'idle', sid });
}
