import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));

/** A folder with the files of this project as they are now, committed in a repository of its own. */
export async function cloneOfProject(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'slop-clone-')));
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = await execute('git', listing, { cwd: project, maxBuffer: 1 << 26 });
  for (const place of stdout.split('\0')) {
    if (place === '' || !(await isThere(path.join(project, place)))) continue;
    await cp(path.join(project, place), path.join(folder, place), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const git = (...argv: string[]) => execute('git', argv, { cwd: folder, env: machineEnvironment() });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Everything as it is');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}

/** What a fresh machine has: the way to its programs, and a person for Git. Packages come from the cache. */
export function machineEnvironment(): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '/',
    CI: 'true',
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
}
