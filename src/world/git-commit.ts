import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { CommitOutcome, CommitRequest } from '../types.ts';
import type { GitProgram } from './git-program.ts';

/** Files of Git's folder that stand there while something is going on. */
const signs: Readonly<Record<string, string>> = {
  MERGE_HEAD: 'a merge is in progress',
  'rebase-merge': 'a rebase is in progress',
  'rebase-apply': 'a rebase is in progress',
  CHERRY_PICK_HEAD: 'a cherry-pick is in progress',
  REVERT_HEAD: 'a revert is in progress',
  'index.lock': 'another git holds the index (.git/index.lock)',
};

/** Why nothing can be committed in a work tree now, in a few words; null when something can. */
export async function standstill(root: string, git: GitProgram): Promise<string | null> {
  const names = Object.keys(signs);
  const told = await git('rev-parse', ...names.flatMap((name) => ['--git-path', name]));
  if (!told.ok) return told.reason;
  const places = told.text.split(/\r?\n/);
  for (const [index, name] of names.entries()) {
    const place = path.resolve(root, places[index] ?? '');
    if ((await lstat(place).catch(() => null)) !== null) return signs[name] ?? null;
  }
  return null;
}

/** Commits these paths and nothing else that is staged. When Git or a hook refuses, the index is as it was. */
export async function commitPaths(
  folder: string,
  call: (input?: string) => GitProgram,
  { paths, message }: CommitRequest,
): Promise<CommitOutcome> {
  const listed = await call()('ls-files', '-z');
  if (!listed.ok) return { oid: null, refused: listed.reason };
  const tracked = new Set(listed.text.split('\0'));
  const others = paths.filter((place) => !tracked.has(place));
  const there = await Promise.all(others.map((place) => lstat(path.join(folder, place)).catch(() => null)));
  const fresh = others.filter((_, index) => there[index]);
  const isFresh = new Set(fresh);
  // Git commits by name only what its index knows; a file that came and went without it is nothing to commit.
  const known = paths.filter((place) => tracked.has(place) || isFresh.has(place));
  if (known.length === 0) return { oid: null, refused: 'Git knows none of the files' };
  // A command line has no room for the paths of a large record.
  const about = (places: readonly string[], ...argv: readonly string[]) =>
    call(places.join('\0'))(...argv, '--pathspec-from-file=-', '--pathspec-file-nul');
  if (fresh.length > 0) {
    const added = await about(fresh.map(literal), 'add', '--intent-to-add');
    if (!added.ok) return { oid: null, refused: added.reason };
  }
  const committed = await about(known.map(literal), 'commit', '--quiet', '--only', '--message', message);
  if (committed.ok) {
    const made = await call()('diff-tree', '--root', '--always', '-r', '--name-only', '-z', 'HEAD');
    const [oid = '', ...held] = (made.ok ? made.text.split('\0') : []).filter((one) => one !== '');
    // What a hook staged besides is committed, wherever it lies, and Git's own index does not know it.
    if (held.length > 0) await about(held.map(fromTop), 'reset', '--quiet');
    return { oid, refused: null };
  }
  // Below the top, git rm takes no list of paths.
  if (fresh.length > 0) await call(fresh.join('\0'))('update-index', '--force-remove', '-z', '--stdin');
  return { oid: null, refused: committed.reason || SILENT };
}

/** When nothing differs Git says so on standard output, and not at all when it is to be quiet; hooks need no words. */
const SILENT = 'neither Git nor a hook said why; nothing may differ from the last commit';

/** A name that is no pattern. By a variable all would be, and those that hooks ask for, too. */
const literal = (place: string): string => `:(literal)${place}`;
const fromTop = (place: string): string => `:(top,literal)${place}`;
