import { type ChildProcess, type ExecFileException, execFile, spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
export const project = fileURLToPath(new URL('../..', import.meta.url));
export const cli = path.join(project, 'dist/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Compiles the program when a source is newer than what was compiled last. `npm test` has done so before. */
export async function build(): Promise<void> {
  const compiled = await stat(path.join(project, 'dist/.tsbuildinfo')).catch(() => null);
  const names = await readdir(path.join(project, 'src'), { recursive: true });
  const times = await Promise.all(
    names.map(async (name) => (await stat(path.join(project, 'src', name))).mtimeMs),
  );
  if (compiled !== null && compiled.mtimeMs >= Math.max(...times)) return;
  await execute('npm', ['run', 'build'], { cwd: project });
}

/** The environment of a person who has set nothing. */
export function bareEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', TZ: 'UTC', ...extra };
}

/** Runs the compiled program to its end, off a terminal. */
export function slop(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd, env: bareEnvironment(env), maxBuffer: 1 << 28 };
    const done = (error: ExecFileException | null, out: string, err: string): void =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : null, out, err });
    execFile(process.execPath, [cli, ...argv], options, done).stdin?.end();
  });
}

/** Starts the compiled program; the caller waits for it. */
export function startSlop(cwd: string, argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [cli, ...argv], { cwd, env: bareEnvironment(), stdio: 'ignore' });
}
