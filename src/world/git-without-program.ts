import fs from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Repository } from '../types.ts';

/** The folder at or above `folder` that holds `.git`, or null. */
export async function holdingFolder(folder: string): Promise<string | null> {
  for (let place = folder; ; place = path.dirname(place)) {
    if (await lstat(path.join(place, '.git')).catch(() => null)) return place;
    if (place === path.dirname(place)) return null;
  }
}

/**
 * A repository whose files can be listed without the `git` program: what its index names, and what its ignore
 * files do not exclude. It tells no history; `why` is one sentence for the ledger. isomorphic-git is loaded at
 * the first listing.
 */
export function repositoryWithoutProgram(root: string, why: string): Repository {
  return {
    root,
    list: (folder) => listFiles(root, folder),
    ledger: async () => ({ ledger: null, why }),
    texts: async () => null,
    beside: async () => null,
    parents: async () => null,
    changedLines: async () => {
      throw new Refusal(`Changed lines cannot be told here. ${why}`);
    },
    madeTwice: async () => new Map(),
    author: async () => null,
    heads: async () => ({ published: null, commits: new Map() }),
    committed: async () => new Map(),
    standing: async () => {
      throw new Refusal(`The record cannot be shown as it stood earlier. ${why}`);
    },
    staged: async () => {
      throw new Refusal(`What is staged cannot be told here. ${why}`);
    },
    shared: async () => root,
    ignored: async () => [],
    standstill: async () => why.replace(/\.$/, ''),
    commit: async () => ({ oid: null, refused: why }),
  };
}

async function listFiles(root: string, folder: string): Promise<readonly string[]> {
  const { isIgnored, listFiles: listIndex } = await import('isomorphic-git');
  const gitdir = await gitFolder(root);
  // An index that cannot be read (SHA-256, a damaged one) leaves the ignore files alone to decide.
  const tracked = new Set(await listIndex({ fs, dir: root, gitdir }).catch(() => []));
  const prefix = path.relative(root, folder).split(path.sep).filter(Boolean).join('/');
  const fromRoot = (place: string): string => (prefix === '' ? place : `${prefix}/${place}`);
  const listed = [...tracked]
    .filter((place) => place.startsWith(fromRoot('')))
    .map((place) => place.slice(fromRoot('').length));
  const ignored = (place: string): Promise<boolean> =>
    isIgnored({ fs, dir: root, gitdir, filepath: fromRoot(place) }).catch(() => false);

  const walk = async (place: string): Promise<void> => {
    const entries = await readdir(path.join(folder, place), { withFileTypes: true }).catch(() => []);
    if (place !== '' && entries.some(({ name }) => name === '.git')) return;
    for (const entry of entries) {
      const below = path.posix.join(place, entry.name);
      if (entry.name === '.git') continue;
      if (entry.isDirectory()) {
        if (!(await ignored(`${below}/`))) await walk(below);
      } else if (!tracked.has(fromRoot(below)) && !(await ignored(below))) {
        listed.push(below);
      }
    }
  };
  await walk('');
  return listed;
}

/** In a worktree or a submodule `.git` is a file that names the folder. */
async function gitFolder(root: string): Promise<string> {
  const place = path.join(root, '.git');
  const text = await readFile(place, 'utf8').catch(() => '');
  const named = /^gitdir: (.*)$/m.exec(text)?.[1];
  return named === undefined ? place : path.resolve(root, named);
}
