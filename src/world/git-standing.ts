import { Refusal } from '../refusal.ts';
import type { Staged, Standing, StoredFiles } from '../types.ts';
import { blobsIn } from './git-blobs.ts';
import { readStates } from './git-changes.ts';
import { commitFormat, readCommit } from './git-history.ts';
import type { GitProgram } from './git-program.ts';

/** Blobs that are asked for at once. */
const AT_ONCE = 500;
const DAY = /^\d{4}-\d\d-\d\d$/;
const WHOLE = /^[0-9a-f]{40,64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * The regular files below a folder as they stood: at a commit, tag or branch, or at the last commit up to an instant
 * (ISO 8601), or up to the end of a day (UTC). Null when there was nothing yet, or nothing has that name.
 */
export async function readStanding(
  at: string,
  git: (input?: string) => GitProgram,
  bytesOf: (oid: string) => Promise<Uint8Array>,
): Promise<Standing | null> {
  const oid = await commitAt(at, git());
  if (oid === null) return null;
  const [shown, listed] = await Promise.all([
    git()('log', '-z', '--max-count=1', `--format=${commitFormat}`, '--encoding=UTF-8', oid),
    git()('ls-tree', '-r', '-z', oid),
  ]);
  const commit = shown.ok ? readCommit(shown.text) : null;
  if (!listed.ok || commit === null) return null;
  const files = new Map(
    listed.text.split('\0').flatMap((line) => {
      const [, mode, blob = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return isRegular(mode) ? [[path, blob] as const] : [];
    }),
  );
  return { commit, ...stored(files, git, bytesOf) };
}

/**
 * The regular files below a folder as the index has them; a path of an unsettled merge is not among them, and neither
 * is one that is only meant to be added.
 * @throws Refusal when Git cannot tell.
 */
export async function readStaged(
  git: (input?: string) => GitProgram,
  bytesOf: (oid: string) => Promise<Uint8Array>,
): Promise<Staged> {
  const compare = ['diff', '-z', '--cached', '--name-status', '--no-renames', '--relative'];
  const [listed, changed, withMeant] = await Promise.all([
    git()('ls-files', '-z', '--stage'),
    git()(...compare, '--ita-invisible-in-index'),
    git()(...compare, '--ita-visible-in-index'),
  ]);
  if (!listed.ok) throw new Refusal(`Git could not list what is staged: ${listed.reason}`);
  const notCompared = (reason: string) => new Refusal(`Git could not compare what is staged: ${reason}`);
  if (!changed.ok) throw notCompared(changed.reason);
  if (!withMeant.ok) throw notCompared(withMeant.reason);
  const [states, statesWithMeant] = [readStates(changed.text), readStates(withMeant.text)];
  /** The index has these as empty files, or in place of one that it has no more. */
  const isMeant = (path: string): boolean => statesWithMeant.get(path) !== states.get(path);
  const files = new Map(
    listed.text.split('\0').flatMap((line) => {
      const [, mode, blob = '', path = ''] = /^(\d+) ([0-9a-f]+) 0\t(.+)$/s.exec(line) ?? [];
      return isRegular(mode) && !isMeant(path) ? [[path, blob] as const] : [];
    }),
  );
  return { changed: new Set(states.keys()), ...stored(files, git, bytesOf) };
}

const topOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('/')));

const isRegular = (mode: string | undefined): boolean => mode === '100644' || mode === '100755';

/**
 * The blobs of a top folder are read together when the first of them is, and with those of others that are wanted by
 * then: there may be much beside the record, and each reading is a process.
 */
function stored(
  files: ReadonlyMap<string, string>,
  git: (input?: string) => GitProgram,
  bytesOf: (oid: string) => Promise<Uint8Array>,
): StoredFiles {
  const folders = new Map<string, string[]>();
  for (const [path, oid] of files) {
    const there = folders.get(topOf(path));
    if (there === undefined) folders.set(topOf(path), [oid]);
    else there.push(oid);
  }
  const topOfBlob = new Map([...files].map(([path, oid]) => [oid, topOf(path)]));
  const reading = new Map<string, Promise<ReadonlyMap<string, string>>>();
  let wanted: string[] = [];
  let next: Promise<ReadonlyMap<string, string>> | null = null;
  const readWanted = async (): Promise<ReadonlyMap<string, string>> => {
    await new Promise((resolve) => void setImmediate(resolve));
    const oids = new Set(wanted.flatMap((top) => folders.get(top) ?? []));
    [wanted, next] = [[], null];
    return readTexts([...oids], git);
  };
  const textsOf = (top: string): Promise<ReadonlyMap<string, string>> => {
    const known = reading.get(top);
    if (known !== undefined) return known;
    wanted.push(top);
    next ??= readWanted();
    reading.set(top, next);
    return next;
  };
  const read = async (blob: string): Promise<Uint8Array> => {
    const text = (await textsOf(topOfBlob.get(blob) ?? '')).get(blob);
    // Bytes that are not UTF-8 came back replaced.
    return text === undefined || text.includes('\ufffd') ? bytesOf(blob) : Buffer.from(text, 'utf8');
  };
  return { files, read };
}

async function commitAt(at: string, git: GitProgram): Promise<string | null> {
  // Whether it is there, what is asked of it tells.
  if (WHOLE.test(at)) return at;
  const until = DAY.test(at) ? `${at}T23:59:59Z` : INSTANT.test(at) ? at : null;
  if (until === null ? !/^[^-\0-\x20][^\0-\x1f]*$/.test(at) : !isInCalendar(at.slice(0, 10))) return null;
  const told = await (until === null
    ? git('rev-parse', '--quiet', '--verify', '--end-of-options', `${at}^{commit}`)
    : git('rev-list', '--max-count=1', `--before=${until}`, 'HEAD'));
  const oid = told.ok ? told.text.trim() : '';
  return WHOLE.test(oid) ? oid : null;
}

/** Git takes a day that no month has for one of the next month, or for today. */
function isInCalendar(day: string): boolean {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}

async function readTexts(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (let from = 0; from < oids.length; from += AT_ONCE) {
    const asked = oids.slice(from, from + AT_ONCE);
    const told = await git(`${asked.join('\n')}\n`)('cat-file', '--batch');
    if (told.ok) for (const [oid, text] of blobsIn(told.text, asked)) texts.set(oid, text);
  }
  return texts;
}
