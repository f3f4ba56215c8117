import fs from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type {
  Commit,
  FileReading,
  FileWant,
  HashReading,
  ObjectKind,
  RepositoryReading,
  RepositoryWants,
  TagReading,
} from '../types.ts';
import { emptyReading } from './clone-reading.ts';

type Isomorphic = typeof import('isomorphic-git');

/** What isomorphic-git reads from: never a work tree, so any `gitdir` will do. */
interface Place {
  readonly fs: typeof fs;
  readonly gitdir: string;
  readonly cache: object;
}

/**
 * What a clone answers where there is no `git` program: objects, branches and tags. What a published ref leads to
 * stays untold, since that takes a walk through history. Worktrees and the SHA-256 format are refused in a sentence.
 */
export async function readCloneWithoutProgram(
  folder: string,
  name: string,
  wants: RepositoryWants,
): Promise<RepositoryReading> {
  const nothing = { ...emptyReading(name), place: folder };
  const inside = await stat(path.join(folder, '.git')).catch(() => null);
  if (inside?.isFile()) {
    return {
      ...nothing,
      unread: `${folder} is a worktree, which only the git program can read: install Git.`,
    };
  }
  const gitdir = inside === null ? folder : path.join(folder, '.git');
  const config = await readFile(path.join(gitdir, 'config'), 'utf8').catch(() => null);
  if (config === null) return { ...nothing, unread: `${folder} is no Git repository.` };
  if (/objectformat\s*=\s*sha256/i.test(config)) {
    return {
      ...nothing,
      unread: `${folder} uses SHA-256 hashes, which only the git program can read: install Git.`,
    };
  }
  const shallow = (await stat(path.join(gitdir, 'shallow')).catch(() => null)) !== null;
  try {
    const git = await import('isomorphic-git');
    const place: Place = { fs, gitdir, cache: {} };
    const commits = new Map<string, Commit>();
    const hashes = new Map<string, HashReading>();
    for (const hash of new Set([...wants.hashes, ...wants.others])) {
      hashes.set(hash, await readHash(git, place, hash, commits));
    }
    const branches = await readBranches(git, place);
    return {
      ...nothing,
      shallow,
      partial: shallow ? 'It is a shallow clone.' : null,
      unwalked: 'Without the git program nobody can tell which commits are published: install Git.',
      branches,
      tags: await readTags(git, place),
      hashes,
      commits,
      files: await readFiles(git, place, wants.files, hashes, branches),
    };
  } catch (error) {
    const reason = reasonOf(error);
    return { ...nothing, shallow, unread: `${folder} could not be read: ${reason}` };
  }
}

/** Of an internal error isomorphic-git first asks to report it; what went wrong comes behind that. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const told = /and this error message: (.+)/.exec(error.message)?.[1] ?? error.message;
  return told.split('\n', 1)[0] ?? error.name;
}

async function readHash(
  git: Isomorphic,
  place: Place,
  hash: string,
  commits: Map<string, Commit>,
): Promise<HashReading> {
  const oid = await fullHash(git, place, hash);
  if (typeof oid !== 'string') return oid;
  const kind = await kindOf(git, place, oid);
  if (kind === null) return { type: 'missing' };
  const commit = kind === 'commit' ? oid : kind === 'tag' ? await commitOf(git, place, oid) : null;
  if (commit !== null) commits.set(commit, await tell(git, place, commit));
  return {
    type: 'object',
    oid,
    kind,
    commit: kind === 'tag' ? commit : null,
    published: null,
    replacement: null,
  };
}

async function fullHash(git: Isomorphic, place: Place, hash: string): Promise<string | HashReading> {
  if (hash.length === 40) return hash;
  try {
    return await git.expandOid({ ...place, oid: hash });
  } catch (error) {
    if (error instanceof git.Errors.AmbiguousError) return { type: 'ambiguous', oids: error.data.matches };
    if (error instanceof git.Errors.NotFoundError) return { type: 'missing' };
    throw error;
  }
}

async function kindOf(git: Isomorphic, place: Place, oid: string): Promise<ObjectKind | null> {
  try {
    const { type } = await git.readObject({ ...place, oid, format: 'content' });
    return type as ObjectKind;
  } catch (error) {
    if (error instanceof git.Errors.NotFoundError) return null;
    throw error;
  }
}

async function commitOf(git: Isomorphic, place: Place, oid: string): Promise<string | null> {
  const { oid: target } = await git.readCommit({ ...place, oid }).catch(() => ({ oid: null }));
  return target;
}

async function tell(git: Isomorphic, place: Place, oid: string): Promise<Commit> {
  // isomorphic-git takes no commit apart whose author or committer has no date.
  const read = await git.readCommit({ ...place, oid }).catch(() => null);
  if (read === null) return { oid, date: '', author: '', subject: '' };
  const { commit } = read;
  const { timestamp, timezoneOffset } = commit.committer;
  const subject =
    commit.message
      .split(/\n\s*\n/, 1)[0]
      ?.replaceAll('\n', ' ')
      .trim() ?? '';
  return { oid, date: isoDate(timestamp, timezoneOffset), author: commit.author.name, subject };
}

/** As Git's `%cI`; empty for what is no date. `offset` is in minutes, west of Greenwich counted up. */
function isoDate(timestamp: number, offset: number): string {
  const when = new Date((timestamp - offset * 60) * 1000);
  if (Number.isNaN(when.getTime())) return '';
  const minutes = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  const local = when.toISOString().slice(0, 19);
  return `${local}${offset > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A bare file name, which may be in any folder, stays untold. */
async function readFiles(
  git: Isomorphic,
  place: Place,
  wants: readonly FileWant[],
  hashes: ReadonlyMap<string, HashReading>,
  branches: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, FileReading | null>> {
  const files = new Map<string, FileReading | null>();
  for (const { revision, path: wanted, text } of wants) {
    const reading = hashes.get(revision);
    const oid = reading?.type === 'object' ? (reading.commit ?? reading.oid) : branches.get(revision);
    if (oid === undefined || !wanted.includes('/')) continue;
    files.set(`${revision}:${wanted}`, await readFileAt(git, place, oid, wanted.replace(/\/+$/, ''), text));
  }
  return files;
}

async function readFileAt(
  git: Isomorphic,
  place: Place,
  commit: string,
  wanted: string,
  withText: boolean,
): Promise<FileReading | null> {
  try {
    const { tree } = await git.readTree({ ...place, oid: commit, filepath: path.posix.dirname(wanted) });
    const entry = tree.find((one) => one.path === path.posix.basename(wanted));
    if (entry === undefined) return null;
    const blob = withText && entry.type === 'blob' ? await git.readBlob({ ...place, oid: entry.oid }) : null;
    const text = blob === null ? null : new TextDecoder().decode(blob.blob);
    return { path: wanted, oid: entry.oid, kind: entry.type, text };
  } catch (error) {
    if (error instanceof git.Errors.NotFoundError || error instanceof git.Errors.ObjectTypeError) return null;
    throw error;
  }
}

async function readBranches(git: Isomorphic, place: Place): Promise<ReadonlyMap<string, string>> {
  const branches = new Map<string, string>();
  const add = async (names: readonly string[], prefix: string): Promise<void> => {
    for (const name of names) {
      if (name === 'HEAD') continue;
      const oid = await git.resolveRef({ ...place, ref: `${prefix}${name}` }).catch(() => null);
      if (oid !== null) branches.set(name, oid);
    }
  };
  await add(await git.listBranches(place), 'refs/heads/');
  for (const remote of await git.listRemotes(place).catch(() => [])) {
    await add(await git.listBranches({ ...place, remote: remote.remote }), `refs/remotes/${remote.remote}/`);
  }
  return branches;
}

async function readTags(git: Isomorphic, place: Place): Promise<ReadonlyMap<string, TagReading>> {
  const tags = new Map<string, TagReading>();
  for (const name of await git.listTags(place)) {
    const oid = await git.resolveRef({ ...place, ref: `refs/tags/${name}` });
    tags.set(name, { oid, commit: await commitOf(git, place, oid) });
  }
  return tags;
}
