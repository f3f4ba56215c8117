import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach } from 'vitest';

const execute = promisify(execFile);

/** The instant of the first commit; every later one comes a minute after the one before. */
const firstTick = Date.UTC(2026, 4, 12, 9, 0, 0);

export interface TemporaryFolder {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly write: (place: string, content: string | Uint8Array) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export interface TemporaryRepository extends TemporaryFolder {
  /** Runs `git` in the root; hands back what it wrote. Throws when it fails. */
  readonly git: (...argv: string[]) => Promise<string>;
  /** Commits everything that is there; hands back the full id. `at` moves the clock, in seconds from the first tick. */
  readonly commit: (subject: string, at?: number) => Promise<string>;
  readonly move: (from: string, to: string) => Promise<void>;
}

/** An empty folder for one test; call `remove` when done. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-test-')));
  return {
    root,
    write: async (place, content) => {
      const absolute = path.join(root, place);
      await mkdir(path.dirname(absolute), { recursive: true });
      await writeFile(absolute, content);
    },
    // A program that is ending may still write there.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** Call once in a test file: what is passed through the function it gives is removed after each test. */
export function folderKeeper(): <T extends TemporaryFolder>(folder: Promise<T>) => Promise<T> {
  const kept: TemporaryFolder[] = [];
  afterEach(async () => {
    await Promise.all(kept.splice(0).map((folder) => folder.remove()));
  });
  return async (folder) => {
    kept.push(await folder);
    return folder;
  };
}

/** Environment in which `git` knows neither this machine's settings nor its clock. `tick` counts minutes. */
export function frozenEnvironment(tick: number): Record<string, string> {
  const date = new Date(firstTick + tick * 60_000).toISOString().replace('.000Z', '+00:00');
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_COMMITTER_DATE: date,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  };
}

/** A real repository on branch `main` without commits. The same calls always give the same commit ids. */
export async function temporaryRepository(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  initArguments: readonly string[] = [],
): Promise<TemporaryRepository> {
  const folder = await temporaryFolder();
  let tick = 0;
  const git = async (...argv: string[]): Promise<string> => {
    const { stdout } = await execute('git', argv, {
      cwd: folder.root,
      env: frozenEnvironment(tick),
      maxBuffer: 1 << 28,
    });
    return stdout;
  };
  await git('init', '--quiet', '--initial-branch=main', ...initArguments);
  for (const [place, content] of Object.entries(files)) await folder.write(place, content);
  return {
    ...folder,
    git,
    commit: async (subject, at) => {
      if (at !== undefined) tick = at / 60;
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', '--message', subject);
      tick += 1;
      return (await git('rev-parse', 'HEAD')).trim();
    },
    move: async (from, to) => {
      await mkdir(path.dirname(path.join(folder.root, to)), { recursive: true });
      await rename(path.join(folder.root, from), path.join(folder.root, to));
    },
  };
}
