import { type ChildProcess, type ExecFileException, execFile, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { bareEnvironment, cli } from '../cli/built.ts';
import { type TemporaryRepository, temporaryRepository } from '../helpers/repository.ts';

/** A repository with a note that can be sent, and lanes that are declared on its one branch. */
export async function laneRepository(
  declared: Readonly<Record<string, object>>,
  more: {
    readonly lanes?: object;
    readonly config?: object;
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): Promise<TemporaryRepository> {
  const made = await temporaryRepository({
    'slop.yaml': `${JSON.stringify({ ...more.config, lanes: { ...more.lanes, declared } })}\n`,
    'record/handoff-v0_1.md': noteOf('Count the fares, then stop.'),
    ...more.files,
  });
  await made.commit('A lane and a note');
  return made;
}

/** A definition of the agent that lanes run as, for the program to find. */
export const agentFile = {
  '.claude/agents/developer.md':
    '---\nname: developer\ndescription: Counts fares.\n---\nYou count fares in this harbour.\n',
};

/** A note with a prompt to send. */
export function noteOf(prompt: string): string {
  return `---\nid: handoff\ntitle: Handoff\n---\n# Handoff\n\n## 1. Kickoff prompt\n\n~~~~text\n${prompt}\n~~~~\n\n## 2. Rest\n\nNothing.\n`;
}

export interface LaneRun {
  /** Null for a process that was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** What it printed as JSON; an empty object for nothing. */
  readonly json: Record<string, never> & { readonly [key: string]: unknown };
}

/** Runs `slop lane …`, with `--json` unless it is not wanted, with the compiled program, in an environment that holds nothing of this machine. */
export function runLane(
  root: string,
  state: string,
  argv: readonly string[],
  {
    env = {},
    preload,
    json = true,
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly preload?: string;
    readonly json?: boolean;
  } = {},
): Promise<LaneRun> {
  const given = [
    ...(preload === undefined ? [] : ['--import', preload]),
    cli,
    'lane',
    ...argv,
    ...(json ? ['--json'] : []),
  ];
  const options = {
    cwd: root,
    env: bareEnvironment({ XDG_STATE_HOME: state, HOME: state, ...env }),
    maxBuffer: 1 << 28,
    killSignal: 'SIGKILL' as const,
    timeout: 120_000,
  };
  return new Promise((resolve) => {
    const done = (error: ExecFileException | null, out: string, err: string): void => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, out, err, json: out.startsWith('{') ? JSON.parse(out) : {} });
    };
    execFile(process.execPath, given, options, done).stdin?.end();
  });
}

/** Starts `slop lane …` as `runLane` does; the caller waits for it. */
export function startLane(root: string, state: string, argv: readonly string[]): ChildProcess {
  const env = bareEnvironment({ XDG_STATE_HOME: state, HOME: state });
  return spawn(process.execPath, [cli, 'lane', ...argv], { cwd: root, env, stdio: 'ignore' });
}

/** Absolute folder of a lane below a state folder. */
export async function laneFolderIn(state: string, lane: string): Promise<string> {
  const [repository = ''] = (await readdir(path.join(state, 'slop'))).filter(
    (name) => !['accounts', 'settings'].includes(name),
  );
  return path.join(state, 'slop', repository, lane);
}

/** The lines of all raw output of a lane's sessions, as objects. */
export async function rawLines(folder: string): Promise<readonly Record<string, unknown>[]> {
  const runs = (await readdir(path.join(folder, 'run')).catch(() => [])).sort(
    (a, b) => Number(a) - Number(b),
  );
  const texts = await Promise.all(
    runs.map((run) => readFile(path.join(folder, 'run', run, 'out.jsonl'), 'utf8').catch(() => '')),
  );
  return texts
    .join('')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}

/** Kills the session process of a lane, as a crash would; returns false when none was known. */
export async function killSession(folder: string): Promise<boolean> {
  const runs = (await readdir(path.join(folder, 'run')).catch(() => [])).sort(
    (a, b) => Number(a) - Number(b),
  );
  let killed = false;
  for (const run of runs) {
    const said = await readFile(path.join(folder, 'run', run, 'process'), 'utf8').catch(() => '');
    const pid = Number(said.split(' ')[0]);
    if (!(pid > 1)) continue;
    try {
      process.kill(pid, 'SIGKILL');
      killed = true;
    } catch {
      // It ended before.
    }
  }
  return killed;
}
