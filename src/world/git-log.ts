import type { Shelf } from '../types.ts';
import { commitFormat, commitsIn } from './git-history.ts';
import type { GitOutcome, GitProgram } from './git-program.ts';

/** What `git log` told of a folder. */
interface FolderLog {
  /** Full id of the commit that is looked back from. */
  readonly head: string;
  /** That commit, in `commitFormat`. */
  readonly newest: string;
  /** What it and those before it changed in the folder, newest first, as `readHistory` takes it. */
  readonly changes: string;
}

/** What is left on a shelf: changes in bytes, since a text that is not all Latin takes twice the room. */
interface KeptLog extends Omit<FolderLog, 'changes'> {
  readonly changes: Uint8Array;
}

const NAME = 'log';

const format = ['-z', `--format=${commitFormat}`, '--encoding=UTF-8'];

/** By these `git log` tells the same of a commit whatever the person has set. */
const perCommit = [
  ...format,
  ...['-c', '--raw', '--no-abbrev', '--find-renames', '-l1000', '--no-follow', '-O/dev/null'],
  '--ignore-submodules=none',
  // A merge is told from the top of the repository even where all else is told from the folder.
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative'],
];

/**
 * The log of the folder that the program runs in, from a commit back. Git is not asked again about commits of which
 * the shelf knows: what it tells of a commit must follow from the commit alone.
 */
export async function readLog(
  git: (input?: string) => GitProgram,
  head: string,
  shelf: Shelf | null,
): Promise<(FolderLog & { readonly ok: true }) | Extract<GitOutcome, { ok: false }>> {
  const left = (await shelf?.get(NAME)) as KeptLog | undefined;
  const known = left && { ...left, changes: Buffer.from(left.changes).toString('utf8') };
  if (known?.head === head) return { ok: true, ...known };
  const [newest, log] = await Promise.all([
    newestOf(git(), head),
    known === undefined ? wholeLog(git(), head) : grownLog(git, head, known),
  ]);
  if (!newest.ok) return newest;
  if (!log.ok) return log;
  const found = { head, newest: newest.text };
  await shelf?.put(NAME, { ...found, changes: Buffer.from(log.text, 'utf8') } satisfies KeptLog);
  return { ok: true, ...found, changes: log.text };
}

/** The log with commits of branches that came to nothing, which Git else passes over. */
export async function readFullLog(
  git: (input?: string) => GitProgram,
  head: string,
): Promise<(FolderLog & { readonly ok: true }) | Extract<GitOutcome, { ok: false }>> {
  const [newest, log] = await Promise.all([
    newestOf(git(), head),
    git()('log', '--topo-order', '--full-history', ...perCommit, head, '--', '.'),
  ]);
  if (!newest.ok) return newest;
  return log.ok ? { ok: true, head, newest: newest.text, changes: log.text } : log;
}

const newestOf = (git: GitProgram, head: string): Promise<GitOutcome> =>
  git('log', '--max-count=1', ...format, head);

const wholeLog = (git: GitProgram, head: string): Promise<GitOutcome> =>
  git('log', '--topo-order', ...perCommit, head, '--', '.');

/** The same, where the log of another head is known. */
async function grownLog(
  git: (input?: string) => GitProgram,
  head: string,
  known: FolderLog,
): Promise<GitOutcome> {
  const range = `${known.head}..${head}`;
  const fresh = await git()('rev-list', '--topo-order', '--parents', range);
  if (!fresh.ok || !isLine(fresh.text, known.head)) return mixedLog(git, head, known.changes);
  const told = await git()('log', '--topo-order', ...perCommit, range, '--', '.');
  return told.ok ? { ok: true, text: told.text + known.changes } : told;
}

/**
 * Whether commits, each with its parents in a line and newest first, have one parent each, up to a known one: then all
 * that Git tells of that one's past stands behind them as it did.
 */
function isLine(printed: string, known: string): boolean {
  const lines = printed.trimEnd().split('\n');
  return lines.every((line, at) => {
    const next = lines[at + 1]?.split(' ')[0] ?? known;
    return line.endsWith(` ${next}`) && line.split(' ').length === 2;
  });
}

/** Git is asked which commits count and in what order, and what those changed that are not known. */
async function mixedLog(
  git: (input?: string) => GitProgram,
  head: string,
  known: string,
): Promise<GitOutcome> {
  const listed = await git()('rev-list', '--topo-order', head, '--', '.');
  if (!listed.ok) return listed;
  const oids = listed.text.split('\n').filter((oid) => oid !== '');
  const commits = new Map(commitsIn(known));
  const missing = oids.filter((oid) => !commits.has(oid));
  if (missing.length > 0) {
    const input = `${missing.join('\n')}\n`;
    const told = await git(input)('log', '--no-walk=unsorted', '--stdin', ...perCommit, '--', '.');
    if (!told.ok) return told;
    for (const [oid, text] of commitsIn(told.text)) commits.set(oid, text);
  }
  const texts = oids.map((oid) => commits.get(oid));
  const all = texts.every((text) => text !== undefined);
  return all ? { ok: true, text: texts.join('') } : wholeLog(git(), head);
}
