import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Repository } from '../types.ts';
import { ALL_LINES, type LineRange, readChanges } from './git-changes.ts';
import { commitPaths, standstill } from './git-commit.ts';
import { readBranchHeads, readCommitted } from './git-committed.ts';
import { readLedgerOf } from './git-ledger.ts';
import { readMadeTwice } from './git-merge.ts';
import { readBeside, readParents, readPastTexts } from './git-past.ts';
import {
  type Environment,
  firstLine,
  type GitProgram,
  gitProgram,
  personalGit,
  readBlobBytes,
} from './git-program.ts';
import { readStaged, readStanding } from './git-standing.ts';
import { holdingFolder, repositoryWithoutProgram } from './git-without-program.ts';

/** No setting of the person changes what is compared or how it is printed; no program of theirs is run. */
const plainDiff = ['--no-ext-diff', '--no-textconv', '--no-color', '--relative', '--find-renames'];

/** What a repository's work trees share, a line that says `true`, and the top of this one. */
const PLACES = ['--git-common-dir', '--is-inside-work-tree', '--show-toplevel'];

/**
 * The repository that holds an absolute folder, or null. Where the `git` program is absent or refuses to read
 * the repository, one that still lists files and says in its ledger why it knows no history.
 */
export async function findRepository(folder: string, env: Environment): Promise<Repository | null> {
  const found = await gitProgram(folder, env)('rev-parse', '--path-format=absolute', ...PLACES);
  if (found.ok) {
    // What stands between the two is no part of either: a folder may have a line feed in its name.
    const [shared = '', root = ''] = found.text.replace(/\r?\n$/, '').split(/\r?\ntrue\r?\n/);
    return repositoryOf(root, shared, env);
  }
  if (/not a git repository|must be run in a work tree|does not exist/.test(found.reason)) return null;
  const root = await holdingFolder(folder);
  return root === null ? null : repositoryWithoutProgram(root, whyUnread(found));
}

/** Why `git` read nothing, in a sentence. */
export function whyUnread({ reason, absent }: { readonly reason: string; readonly absent: boolean }): string {
  if (absent)
    return 'There is no git program on this machine, so the history could not be read: install Git.';
  if (/dubious ownership/.test(reason)) {
    return 'Git does not trust this repository because another user owns it: in its top folder run git config --global --add safe.directory "$PWD".';
  }
  return `Git could not read this repository: ${firstLine(reason)}.`;
}

function repositoryOf(root: string, shared: string, env: Environment): Repository {
  const bytesOf = (oid: string): Promise<Uint8Array> => readBlobBytes(root, env, oid);
  return {
    root,
    list: async (folder) => {
      const top = path.posix.relative(root, folder);
      // A sparse checkout may leave out the folder itself, and Git has to be called in one that is there.
      const isHere = (await lstat(folder).catch(() => null)) !== null;
      const git = gitProgram(isHere ? folder : root, env);
      const asked = ['-z', '-t', '--cached', '--others', '--exclude-standard', '--', isHere ? '.' : top];
      const listed = await git('ls-files', ...asked);
      if (!listed.ok) throw new Refusal(`Git could not list the files: ${firstLine(listed.reason)}.`);
      const text = isHere
        ? listed.text
        : listed.text.replaceAll(/(?<=(?:^|\0)[A-Z?] )[^\0]+/g, (place) => place.slice(top.length + 1));
      await refuseLeftOut(git, folder, root, text);
      return pathsOf(text.replaceAll(/(^|\0)[A-Z?] /g, '$1'));
    },
    ledger: (folder, request) => readLedgerOf({ root, shared, git: withInput(folder, env) }, request),
    texts: (oids) => readPastTexts(oids, withInput(root, env)),
    beside: (folder, oids) => readBeside(path.posix.relative(root, folder), oids, withInput(root, env)),
    parents: () => readParents(gitProgram(root, env)),
    ignored: async (folder, paths) => {
      if (paths.length === 0) return [];
      // It knows no literal names, which the other calls ask for.
      const git = personalGit(folder, env, { input: paths.join('\0') });
      const told = await git('check-ignore', '--stdin', '-z');
      return told.ok ? told.text.split('\0').filter((place) => place !== '') : [];
    },
    changedLines: (folder, revision) => readChangedLines(gitProgram(folder, env), revision),
    madeTwice: (folder) => readMadeTwice(gitProgram(folder, env)),
    author: () => readAuthor(personalGit(root, env)),
    heads: () => readBranchHeads(gitProgram(root, env)),
    committed: (folder, commit, paths) => readCommitted(folder, gitProgram(folder, env), commit, paths),
    standing: (folder, at) => readStanding(at, withInput(folder, env), bytesOf),
    staged: async (folder) => readStaged(withInput(folder, env, await indexInHook(root, env)), bytesOf),
    shared: async () => shared,
    standstill: () => standstill(root, gitProgram(root, env)),
    commit: (folder, request) => commitPaths(folder, (input) => personalGit(folder, env, { input }), request),
  };
}

/** The program in a folder, for those who may hand it something to read. */
function withInput(
  folder: string,
  env: Environment,
  index: string | null = null,
): (input?: string) => GitProgram {
  return (input) => gitProgram(folder, env, { index, input });
}

/**
 * The index of the commit that waits for a hook, which Git names to it: `git commit --all` and `git commit <path>` make
 * one of their own. Null for one that is not of this repository: a hook of another one may ask.
 */
async function indexInHook(root: string, env: Environment): Promise<string | null> {
  const named = env['GIT_INDEX_FILE'];
  if (!named) return null;
  const place = path.resolve(root, named);
  const [own, folder] = await Promise.all([
    gitProgram(root, env)('rev-parse', '--absolute-git-dir'),
    realpath(path.dirname(place)).catch(() => null),
  ]);
  return own.ok && folder === own.text.replace(/\r?\n$/, '') ? place : null;
}

/** An identity is `Name <address> seconds zone`. */
async function readAuthor(git: GitProgram): Promise<string | null> {
  const identity = await git('var', 'GIT_AUTHOR_IDENT');
  const name = identity.ok ? /^(.*?) </.exec(identity.text)?.[1]?.trim() : undefined;
  return name === undefined || name === '' ? null : name;
}

/** Each once; an entry that ends in `/` is a repository inside this one, which is not ours to read. */
const pathsOf = (listing: string): readonly string[] => [
  ...new Set(listing.split('\0').filter((place) => place !== '' && !place.endsWith('/'))),
];

/** An entry of the index that is not to lie in the work tree, behind the sign that Git puts before it. */
const LEFT_OUT = /(?<=^|\0)S ([^\0]+)/g;

/**
 * What is not here would be told as missing, and a new note might take its place.
 * @throws Refusal when a sparse checkout leaves out files of the folder.
 */
async function refuseLeftOut(git: GitProgram, folder: string, root: string, listing: string): Promise<void> {
  const places = [...listing.matchAll(LEFT_OUT)].map(([, place = '']) => place);
  const there = await Promise.all(places.map((place) => lstat(path.join(folder, place)).catch(() => null)));
  const absent = places.filter((_, index) => there[index] === null);
  if (absent.length === 0) return;
  const top = path.posix.relative(root, folder);
  // Where patterns say what is here, the name of a folder brings nothing back that a later one left out.
  const cone = await git('config', '--type=bool', 'core.sparseCheckoutCone');
  const wanted = cone.ok && cone.text.trim() === 'true' ? top : `/${top}/**`;
  throw new Refusal(
    `A sparse checkout leaves files out of ${folder}, ${absent[0]} first, so that what names them cannot be told: in ${root} run git sparse-checkout ${top === '' ? 'disable' : `add ${JSON.stringify(wanted)}`}.`,
  );
}

async function readChangedLines(git: GitProgram, revision: string): Promise<Map<string, LineRange[]>> {
  const named = /^[^-^\0-\x1f][^\0-\x1f]*$/.test(revision)
    ? await git('rev-parse', '--quiet', '--verify', '--end-of-options', `${revision}^{commit}`)
    : null;
  if (!named?.ok) {
    throw new Refusal(
      `${JSON.stringify(revision)} is not a commit of this repository: name a commit, tag or branch that git log knows (a shallow clone may lack it).`,
    );
  }
  const diff = ['diff', ...plainDiff, '--diff-filter=d', '--ignore-submodules=all', '--inter-hunk-context=0'];
  const oid = named.text.trim();
  const parted = await git('merge-base', oid, 'HEAD');
  const against = ['--end-of-options', parted.ok ? parted.text.trim() : oid, '--', '.'];
  const [names, patch, untracked] = await Promise.all([
    git(...diff, '--name-only', '-z', ...against),
    git(...diff, '--unified=0', ...against),
    git('ls-files', '-z', '--others', '--exclude-standard'),
  ]);
  if (!names.ok || !patch.ok || !untracked.ok) {
    const said = [names, patch, untracked].flatMap((told) => (told.ok ? [] : firstLine(told.reason)))[0];
    throw new Refusal(`Git could not compare the work tree with ${JSON.stringify(revision)}: ${said}.`);
  }
  const changes = readChanges(names.text, patch.text);
  for (const place of pathsOf(untracked.text)) changes.set(place, [ALL_LINES]);
  return changes;
}
