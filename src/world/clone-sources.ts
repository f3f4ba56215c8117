import type { HashReading, SourceReading, SourceWant } from '../types.ts';
import { commitOf, type Entries, readEntries, readTexts, readTrees } from './clone-files.ts';
import type { Refs } from './clone-refs.ts';
import type { GitProgram } from './git-program.ts';

/**
 * Looks for source files in the commits that they are wanted at: a fixed number of processes, however many are
 * wanted, and none for none. `HEAD` is what the clone has as its head. Undefined when Git does not tell.
 */
export async function readSources(
  wants: readonly SourceWant[],
  hashes: ReadonlyMap<string, HashReading>,
  refs: Refs,
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, SourceReading> | undefined> {
  if (wants.length === 0) return undefined;
  const head = await git()('rev-parse', '--quiet', '--verify', 'HEAD');
  const tip = head.ok ? head.text.trim() : null;
  const wanted = wants.map((want) => ({
    ...want,
    commit: want.at === 'HEAD' ? tip : commitOf(want.at, hashes, refs),
  }));
  const commits = [...new Set(wanted.flatMap(({ commit }) => commit ?? []))];
  const trees = commits.length === 0 ? new Map<string, string>() : await readTrees(commits, git);
  const tips = wanted.flatMap(({ past, commit }) => (past === false && commit !== null ? [commit] : []));
  const known = await pathsKnown(wants, [...new Set([...(tip === null ? [] : [tip]), ...tips])], git);
  const candidates = new Set(wants.flatMap(({ path }) => (known === null ? [] : endingWith(path, known))));
  const entries: ReadonlyMap<string, Entries> | null =
    candidates.size === 0 ? new Map() : await readEntries([...new Set(trees.values())], [...candidates], git);
  if (known === null || entries === null) return undefined;
  const found = wanted.map(({ path, at, past, commit }) => {
    const tree = commit === null ? undefined : trees.get(commit);
    const files = tree === undefined ? [] : [...(entries.get(tree)?.values() ?? [])];
    const blobs = files.filter((file) => file.kind === 'blob' && fits(file.path, path));
    return { path, at, past, commit: tree === undefined ? null : commit, blobs };
  });
  const texts = await readTexts([...new Set(found.flatMap(({ blobs }) => blobs.map(({ oid }) => oid)))], git);
  return new Map(
    found.map(({ path, at, past, commit, blobs }) => [
      `${at}:${path}`,
      {
        commit,
        places: blobs.map(({ path, oid }) => {
          const text = texts.get(oid);
          return { path, oid, lines: linesOf(text), text: path.endsWith('.md') ? (text ?? null) : null };
        }),
        elsewhere: blobs.length > 0 || past === false ? [] : endingWith(path, known),
      },
    ]),
  );
}

function fits(path: string, written: string): boolean {
  return path === written || path.endsWith(`/${written}`);
}

function linesOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
}

/** File name → paths that bear it. */
type Known = ReadonlyMap<string, readonly string[]>;

function endingWith(written: string, known: Known): readonly string[] {
  const name = written.slice(written.lastIndexOf('/') + 1);
  return (known.get(name) ?? []).filter((path) => fits(path, written));
}

/** Paths of some tips; where a file is not among them whose past is asked for, of the whole history. */
async function pathsKnown(
  wants: readonly SourceWant[],
  tips: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<Known | null> {
  const list = (tip: string) => git()('ls-tree', '-r', '-z', '--name-only', '--full-tree', tip);
  const listed = await Promise.all(tips.map(list));
  const known = byName(listed.flatMap((one) => (one.ok ? one.text.split('\0') : [])));
  if (wants.every(({ path, past }) => past === false || endingWith(path, known).length > 0)) return known;
  const names = ['--format=', '--name-only', '--diff-filter=A', '--no-renames'];
  const added = await git()('log', '--all', '-z', ...names);
  return added.ok ? byName(added.text.split('\0')) : null;
}

function byName(paths: readonly string[]): Known {
  const known = new Map<string, string[]>();
  for (const path of new Set(paths)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const same = known.get(name);
    if (same === undefined) known.set(name, [path]);
    else same.push(path);
  }
  return known;
}
