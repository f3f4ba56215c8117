import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BranchHeads, CommittedFile } from '../types.ts';
import { trustIn } from './clone-refs.ts';
import type { GitProgram } from './git-program.ts';

const REMOTE = /^refs\/remotes\/([^/]+)\/(.+)$/;
const LOCAL = /^refs\/heads\/(.+)$/;
/** Branches that publish where nothing names the one. */
const USUAL = ['main', 'master'];

/**
 * The branches of a repository and their commits; of a branch that is here and on a remote, what the remote was last
 * seen to have. The published one is what the remote calls its head, else main or master, else the only one. Of several
 * remotes upstream counts most, then origin: a fork of somebody's publishes nothing.
 */
export async function readBranchHeads(git: GitProgram): Promise<BranchHeads> {
  const listed = await git(
    'for-each-ref',
    '--format=%(objectname) %(refname) %(symref)',
    'refs/heads',
    'refs/remotes',
  );
  const refs = (listed.ok ? listed.text.split('\n') : []).map((line) => {
    const [oid = '', ref = '', symbolic = ''] = line.trim().split(' ');
    const [, from = '', name = ''] = REMOTE.exec(ref) ?? [];
    return { oid, from, name, symbolic, here: LOCAL.exec(ref)?.[1] };
  });
  const remote = new Map<string, string>();
  const local = new Map<string, string>();
  let head: string | null = null;
  for (const { oid, name, symbolic, here } of refs.toSorted((a, b) => trustIn(a.from) - trustIn(b.from))) {
    if (name === 'HEAD') head = REMOTE.exec(symbolic)?.[2] ?? head;
    else if (name !== '') remote.set(name, oid);
    if (here !== undefined) local.set(here, oid);
  }
  const published = remote.size > 0 ? remote : local;
  const only = published.size === 1 ? [...published.keys()][0] : undefined;
  const name = [head, ...USUAL, only].find((one) => typeof one === 'string' && published.has(one));
  return { published: name ?? null, commits: new Map([...local, ...remote]) };
}

/**
 * Files as a commit has them, by path from the folder; a path that it has no file at is left out, and one that ends in
 * `/` stands for the files right in that folder. Most lie in the folder as they were committed, and then Git is not
 * asked for their texts.
 */
export async function readCommitted(
  folder: string,
  git: GitProgram,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, CommittedFile>> {
  const listed = await git('ls-tree', '-z', commit, '--', ...paths);
  const entries = (listed.ok ? listed.text.split('\0') : []).flatMap((line) => {
    const [, mode = '', oid = '', place = ''] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return mode === '100644' || mode === '100755' ? [{ place, oid }] : [];
  });
  const read = entries.map(async ({ place, oid }) => {
    const here = await readFile(path.join(folder, place)).catch(() => null);
    if (here !== null && isBlob(here, oid)) return [[place, { oid, text: here.toString() }]] as const;
    const blob = await git('cat-file', 'blob', oid);
    return blob.ok ? ([[place, { oid, text: blob.text }]] as const) : [];
  });
  return new Map((await Promise.all(read)).flat());
}

/** Whether Git calls these bytes so; never where it names by SHA-256. */
function isBlob(bytes: Buffer, oid: string): boolean {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === oid;
}
