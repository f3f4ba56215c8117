import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { RunOutcome, RunRequest } from '../types.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a program needs to find its way; nothing that a person keeps secrets in. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'TZ',
  'JAVA_HOME',
];
const FORCED = { NO_COLOR: '1', TERM: 'dumb', CI: '1' };

/** By this variable the processes of a run know each other, also those that left its group. */
const MARK = 'SLOP_PROBE_RUN';

/** Milliseconds between asking a program to end and ending it. */
const GRACE = 1000;

/** Runs a program in a process group of its own, and leaves none of its processes behind. Never throws. */
export function runProgram(
  { folder, command, seconds, bytes, interrupted, progress }: RunRequest,
  env: Environment,
): Promise<RunOutcome> {
  const [program = '', ...args] = command;
  const mark = `${markOf(folder)}-${randomUUID()}`;
  const kept = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  const environment = { ...Object.fromEntries(kept), ...FORCED, [MARK]: mark };
  return new Promise((resolve) => {
    const child = begin(program, args, folder, environment);
    if (child instanceof Error) return resolve({ end: 'unstarted', reason: reasonOf(child, program) });
    const output = { out: [] as Buffer[], err: [] as Buffer[], size: 0 };
    let end: 'time' | 'flood' | 'interrupted' | null = null;
    const stop = (why: NonNullable<typeof end>): void => {
      end ??= why;
      kill(child, 'SIGTERM');
      setTimeout(() => kill(child, 'SIGKILL'), GRACE).unref();
    };
    const hear = (list: Buffer[]) => (chunk: Buffer) => {
      const room = bytes - output.size;
      if (room > 0) list.push(chunk.subarray(0, room));
      output.size += chunk.length;
      progress(output.size);
      if (output.size > bytes) stop('flood');
    };
    const timer = setTimeout(() => stop('time'), seconds * 1000);
    const interrupt = (): void => stop('interrupted');
    interrupted.addEventListener('abort', interrupt);
    if (interrupted.aborted) interrupt();
    const finish = (outcome: RunOutcome): void => {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', interrupt);
      resolve(outcome);
    };
    child.stdout?.on('data', hear(output.out));
    child.stderr?.on('data', hear(output.err));
    child.on('error', (error) => finish({ end: 'unstarted', reason: reasonOf(error, program) }));
    // Children that it leaves behind hold its output open, so they are ended before that is waited for.
    child.on('exit', () => void endAll(child, mark));
    child.on('close', (exitCode, signal) => {
      const text = Buffer.concat([...output.out, ...output.err]).toString('utf8');
      const how = end ?? (signal === null ? 'exit' : 'signal');
      const finished = { end: how, exitCode: end === null ? exitCode : null, signal, output: text } as const;
      void endAll(child, mark).then(() => finish(finished));
    });
  });
}

function begin(
  program: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): ChildProcess | Error {
  try {
    return spawn(program, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function reasonOf(error: Error, program: string): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `there is no program ${JSON.stringify(program)}`;
  if (code === 'EACCES') return `${JSON.stringify(program)} may not be run`;
  return error.message;
}

/** The whole group; silent when nothing of it is left. */
function kill({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

/** Ends what is left of the group, and on Linux what left it. */
async function endAll(child: ChildProcess, mark: string): Promise<void> {
  kill(child, 'SIGKILL');
  await endMarked(mark);
}

/** Ends, on Linux, what runs in an absolute folder have left whose slop was killed. */
export async function endLeft(folder: string): Promise<void> {
  await endMarked(`${markOf(folder)}-`);
}

const markOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16);

async function endMarked(mark: string): Promise<void> {
  for (const pid of await marked(mark)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

/** Processes whose environment has the mark. */
async function marked(mark: string): Promise<readonly number[]> {
  const names = process.platform === 'linux' ? await readdir('/proc').catch(() => []) : [];
  const pids = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '');
        return environment.includes(`${MARK}=${mark}`) ? [Number(name)] : [];
      }),
  );
  return pids.flat();
}
