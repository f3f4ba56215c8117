import type { FileReading, FileWant, HashReading, ObjectKind } from '../types.ts';
import type { Refs } from './clone-refs.ts';
import { blobsIn } from './git-blobs.ts';
import type { GitProgram } from './git-program.ts';

/** Where everything of a commit is new: the id of the tree without files, by length of hash. */
const EMPTY_TREE: Readonly<Record<number, string>> = {
  40: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  64: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** Paths that `git` is given as arguments; of more, whole trees are listed. */
const MOST_PATHS = 500;

/** Path → what a tree holds there. */
export type Entries = ReadonlyMap<string, Omit<FileReading, 'text'>>;

/**
 * Files at commits, as `RepositoryReading.files` has them: three processes however many are wanted, and none where
 * none are. Needs the trees of a clone alone; only for texts also its file contents.
 */
export async function readFiles(
  wants: readonly FileWant[],
  hashes: ReadonlyMap<string, HashReading>,
  refs: Refs,
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, FileReading | null>> {
  const commits = new Map(wants.map(({ revision }) => [revision, commitOf(revision, hashes, refs)]));
  const oids = [...new Set([...commits.values()].filter((oid) => oid !== null))];
  if (oids.length === 0) return new Map();
  const trees = await readTrees(oids, git);
  const paths = [...new Set(wants.map(({ path }) => path))];
  const whole = paths.every((path) => path.includes('/'));
  const entries = await readEntries([...new Set(trees.values())], whole ? paths : null, git);
  if (entries === null) return new Map();
  const found = new Map<string, Omit<FileReading, 'text'> | null>();
  const texts = new Set<string>();
  for (const { revision, path, text } of wants) {
    const tree = trees.get(commits.get(revision) ?? '');
    if (tree === undefined) continue;
    const entry = entryAt(path, entries.get(tree) ?? new Map());
    found.set(`${revision}:${path}`, entry);
    if (text && entry?.kind === 'blob') texts.add(entry.oid);
  }
  const contents = await readTexts([...texts], git);
  return new Map(
    [...found].map(([key, entry]) => [key, entry && { ...entry, text: contents.get(entry.oid) ?? null }]),
  );
}

/** The commit of a hash, a branch or a tag. A branch may be called like a hash; a hash that was found comes first. */
export function commitOf(
  revision: string,
  hashes: ReadonlyMap<string, HashReading>,
  refs: Refs,
): string | null {
  const reading = hashes.get(revision);
  if (reading?.type === 'object') return reading.kind === 'commit' ? reading.oid : reading.commit;
  return refs.branches.get(revision) ?? refs.tags.get(revision)?.commit ?? null;
}

/** Commit → tree. */
export async function readTrees(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string>> {
  const told = await git(oids.map((oid) => `${oid}^{tree}\n`).join(''))('cat-file', '--batch-check');
  if (!told.ok) return new Map();
  const lines = told.text.split('\n');
  return new Map(
    oids.flatMap((oid, at) => {
      const tree = /^(\w+) tree \d+$/.exec(lines[at] ?? '')?.[1];
      return tree === undefined ? [] : [[oid, tree] as const];
    }),
  );
}

/** What each tree holds of some paths, or of all when they are null or many; null when that cannot be told. */
export async function readEntries(
  trees: readonly string[],
  paths: readonly string[] | null,
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, Entries> | null> {
  const narrowed = paths !== null && paths.length <= MOST_PATHS;
  const pairs = trees.map((tree) => `${EMPTY_TREE[tree.length]} ${tree}\n`).join('');
  const told = await git(pairs)(
    ...['diff-tree', '--stdin', '-r', '-t', '--raw', '-z', '--no-renames', '--no-abbrev', '--'],
    ...(narrowed ? paths : []),
  );
  return told.ok ? entriesOf(told.text) : null;
}

const HEADER = /^\w+ (\w+)\n/;
const RAW = /^:\d+ (\d)\d+ \w+ (\w+) A$/;

/** Reads what `git diff-tree --stdin --raw -z` prints of pairs of the empty tree and another: by tree, then path. */
function entriesOf(printed: string): ReadonlyMap<string, Entries> {
  const all = new Map<string, Map<string, Omit<FileReading, 'text'>>>();
  let entries = new Map<string, Omit<FileReading, 'text'>>();
  const tokens = printed.split('\0');
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    let told = tokens[at] ?? '';
    // A tree without any of the paths has its line too, and nothing behind it.
    for (let tree = HEADER.exec(told); tree !== null; tree = HEADER.exec(told)) {
      entries = new Map();
      all.set(tree[1] ?? '', entries);
      told = told.slice(tree[0].length);
    }
    const [, mode, oid = ''] = RAW.exec(told) ?? [];
    const path = tokens[at + 1] ?? '';
    if (mode !== undefined) entries.set(path, { path, oid, kind: kindOf(told) });
  }
  return all;
}

/** By its mode: a folder is 040000, a repository within 160000. */
function kindOf(told: string): ObjectKind {
  if (told.includes(' 040000 ')) return 'tree';
  return told.includes(' 160000 ') ? 'commit' : 'blob';
}

function entryAt(path: string, entries: Entries): Omit<FileReading, 'text'> | null {
  const wanted = path.replace(/\/+$/, '');
  const entry = entries.get(wanted);
  if (entry !== undefined || path.includes('/')) return entry ?? null;
  const named = [...entries.values()].filter((one) => one.path.endsWith(`/${wanted}`));
  return named[0] ?? null;
}

/** Texts by the id of their blob, for those whose content is here. */
export async function readTexts(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string>> {
  if (oids.length === 0) return new Map();
  const told = await git(oids.map((oid) => `${oid}\n`).join(''))('cat-file', '--batch');
  return new Map(told.ok ? blobsIn(told.text, oids) : []);
}
