import { createHash } from 'node:crypto';
import { lstat, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Committed, PathChange, Uncommitted, Working, WorkTrees } from '../types.ts';
import { type Environment, firstLine, type GitProgram, gitProgram } from './git-program.ts';

/** Commits that are told one by one. */
const MOST_COMMITS = 200;
/** Bytes of a file whose text is compared; of a larger one only size and time are. */
const LARGEST = 1 << 24;
/** Files that are read at once. */
const AT_ONCE = 32;

/** What a subject holds cannot look like the beginning of a commit: no line of it is empty before a hash. */
const COMMIT = /(?:^|\0)\u0001(?=[0-9a-f]{40,64} )/;

const LETTERS: Readonly<Record<string, PathChange>> = { A: 'added', D: 'removed' };

/** Work trees as the `git` program tells of them. */
export function workTrees(env: Environment): WorkTrees {
  return {
    working: (folder) => readWorking(folder, gitProgram(folder, env)),
    committed: (folder, base, head) => readCommits(gitProgram(folder, env), base, head),
    checkOut: async (folder, oid, to) => {
      const made = await gitProgram(folder, env)('worktree', 'add', '--quiet', '--detach', to, oid);
      return made.ok ? null : firstLine(made.reason);
    },
    remove: async (folder, to) => {
      await gitProgram(folder, env)('worktree', 'remove', '--force', '--force', to);
      await rm(to, { recursive: true, force: true });
      await gitProgram(folder, env)('worktree', 'prune');
    },
  };
}

async function readWorking(folder: string, git: GitProgram): Promise<Working | null> {
  const status = await git(
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=all',
    '--no-renames',
  );
  if (!status.ok) return null;
  const lines = status.text.split('\0');
  const header = (name: string): string | null =>
    lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? null;
  const oid = header('branch.oid');
  const branch = header('branch.head');
  const listed = lines.flatMap(pathIn);
  // Most work trees are clean, and then nobody has to know where in them the folder is.
  const place = listed.length === 0 ? null : await git('rev-parse', '--show-prefix');
  if (place?.ok === false) return null;
  const named = fromFolder(place?.text ?? '');
  const paths = new Map(listed.map(([one, added]) => [named(one), added] as const));
  const uncommitted = new Map<string, Uncommitted>();
  for (let rest = [...paths.keys()].sort(); rest.length > 0; rest = rest.slice(AT_ONCE)) {
    const read = rest
      .slice(0, AT_ONCE)
      .map(async (one) => [one, await digestAt(path.join(folder, one))] as const);
    for (const [one, digest] of await Promise.all(read)) {
      const change = digest === null ? 'removed' : paths.get(one) ? 'added' : 'changed';
      uncommitted.set(one, { change, digest });
    }
  }
  return {
    oid: oid === '(initial)' ? null : oid,
    branch: branch === '(detached)' ? null : branch,
    uncommitted,
  };
}

/** The path of a line of `git status --porcelain=v2`, behind its fixed fields, and whether it is new. */
function pathIn(line: string): readonly (readonly [string, boolean])[] {
  const [, how = '', place] = /^(?:(1 ..)(?: \S+){6}|(?:u ..)(?: \S+){8}|\?) (.+)$/s.exec(line) ?? [];
  return place === undefined ? [] : [[place, line.startsWith('?') || how.startsWith('1 A')]];
}

/** Git names paths from the top of the work tree. */
function fromFolder(prefix: string): (place: string) => string {
  const folder = prefix.replace(/\n$/, '');
  return (place) => {
    const from = path.posix.relative(folder, place);
    return place.endsWith('/') ? `${from}/` : from;
  };
}

/** What tells a file from another one that lies there later; null when nothing is there. */
async function digestAt(place: string): Promise<string | null> {
  try {
    const facts = await lstat(place);
    if (facts.isSymbolicLink()) return `link ${await readlink(place)}`;
    if (!facts.isFile()) return 'folder';
    const mode = facts.mode & 0o111 ? 'x' : '-';
    if (facts.size > LARGEST) return `${mode} ${facts.size} ${facts.mtimeMs}`;
    return `${mode} ${createHash('sha256')
      .update(await readFile(place))
      .digest('hex')}`;
  } catch {
    return null;
  }
}

/**
 * The net difference, and every path that a commit on the way has touched: what was put back was changed all the same.
 */
async function readCommits(git: GitProgram, base: string | null, head: string): Promise<Committed | null> {
  const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--name-status', '-z'];
  const [place, log, net] = await Promise.all([
    git('rev-parse', '--show-prefix'),
    git(
      'log',
      '--first-parent',
      '-m',
      '--root',
      '--format=%x01%H %s',
      ...plain,
      '--end-of-options',
      base === null ? head : `${base}..${head}`,
    ),
    base === null
      ? git('ls-tree', '-r', '-z', '--full-tree', '--name-only', head)
      : git('diff', ...plain, '--end-of-options', base, head),
  ]);
  if (!place.ok || !log.ok || !net.ok) return null;
  const named = fromFolder(place.text);
  const commits = log.text.split(COMMIT).slice(1).map(commitIn);
  const paths = new Map<string, PathChange>();
  for (const [one] of commits.flatMap((commit) => commit.changes)) paths.set(named(one), 'changed');
  const changes =
    base === null ? listed(net.text).map((one) => [one, 'added'] as const) : changesIn(net.text);
  for (const [one, change] of changes) paths.set(named(one), change);
  return {
    commits: commits.slice(0, MOST_COMMITS).map(({ oid, subject }) => ({ oid, subject })),
    paths: new Map([...paths].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function commitIn(text: string) {
  const end = text.includes('\0') ? text.indexOf('\0') : text.length;
  const [, oid = '', subject = ''] = /^(\S+) ?(.*)$/s.exec(text.slice(0, end)) ?? [];
  return { oid, subject: subject.trim(), changes: changesIn(text.slice(end + 1)) };
}

/** A letter and a path by turns, as `--name-status -z` has them. */
function changesIn(text: string): readonly (readonly [string, PathChange])[] {
  const fields = listed(text);
  return fields.flatMap((letter, index) => {
    const place = fields[index + 1];
    return index % 2 === 1 || place === undefined
      ? []
      : [[place, LETTERS[letter.trim()] ?? 'changed'] as const];
  });
}

const listed = (text: string): readonly string[] => text.split('\0').filter((field) => field !== '');
