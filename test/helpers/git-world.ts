import path from 'node:path';
import type { Repository } from '../../src/types.ts';
import { findRepository } from '../../src/world/git.ts';
import { realWorld } from '../../src/world/world.ts';
import { frozenEnvironment } from './repository.ts';

/** Environments of a machine with and without the `git` program. */
export const withGit = frozenEnvironment(0);
export const withoutGit = { ...withGit, PATH: '/nonexistent' };

/** The folder of slop itself. */
export const home = path.resolve(import.meta.dirname, '../..');

/** The disk as slop meets it in a folder, with the `git` program. */
export const diskWorld = (cwd: string, env: Record<string, string> = withGit) =>
  realWorld({ cwd, env, home });

/** File names that Git quotes, splits or takes for something else when not asked rightly. */
export const oddNames = [
  'space and more.md',
  'quote"\'.md',
  'line\nbreak.md',
  'tab\there.md',
  'αβγ — ü.md',
  '-dash.md',
  ':(top)x.md',
];

/** The repository that holds a folder; throws when there is none. */
export async function openRepository(
  folder: string,
  env: Record<string, string> = withGit,
): Promise<Repository> {
  const repository = await findRepository(folder, env);
  if (repository === null) throw new Error(`no repository at ${folder}`);
  return repository;
}
