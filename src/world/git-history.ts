import type { Commit, GoneText, RepositoryLedger, TextChange } from '../types.ts';

/** Fields of a commit for `--format`: U+0001, id, committer date, author, subject; each ends with NUL under `-z`. */
export const commitFormat = '%x01%H%x00%cI%x00%an%x00%s';

const headerLength = 4;

/** What Git tells of a date that it cannot read. */
const BROKEN_DATE = /^1970-01-01T00:00:00\+00:00$/;

/** One commit in `commitFormat`, or null when the text holds none. */
export function readCommit(text: string): Commit | null {
  const [oid = '', date = '', author = '', subject = ''] = text.split('\0');
  if (!oid.startsWith('\x01')) return null;
  return {
    oid: oid.slice(1),
    date: BROKEN_DATE.test(date) ? '' : date,
    author,
    subject: subject.replace(/\n$/, ''),
  };
}

/** What one commit did to one name. */
interface Change {
  readonly commit: Commit;
  /** `A`, `M`, `D`, `R100`; a letter for each parent of a merge. */
  readonly status: string;
  readonly oid: string;
  /** Blob id in the first parent; null where there was none. */
  readonly was: string | null;
  readonly name: string;
  /** The name before a rename. */
  readonly older: string | null;
}

/** Percent of a text that is the same on both sides of a rename which gives it another name. */
const SAME = 90;

/** Modes, ids of blobs and a status, for as many parents as there are colons; after a header behind an empty line. */
const RAW = /^\n?(:+)((?:[0-7]{6} )+)((?:[0-9a-f]{40,64} )+)([A-Z]+\d*)$/;
const TWO_NAMES = / [RC]\d+$/;

/**
 * First and last commit of every path and each change of its bytes, from `git log -z --topo-order -c --raw
 * --no-abbrev -M` in `commitFormat`, of what lies below `prefix` (`''`, or ending in `/`); paths from there. Read from
 * the newest commit to the oldest: a name stands for the file that last bore it, a rename hands the older name to the
 * same file, and what a name meant before its file was deleted is another file.
 */
export function readHistory(log: string, prefix: string): Required<Pick<RepositoryLedger, 'paths' | 'gone'>> {
  const histories = new Map<string, { first: Commit; last: Commit; texts: TextChange[]; former: string[] }>();
  const gone: (GoneText & { readonly changes: GoneText['changes'][number][] })[] = [];
  /** Name at this point of the past → the path it has today, or the last text of a file that is gone; null for none. */
  const bearers = new Map<string, string | (typeof gone)[number] | null>();
  /** Renames of which the file that came of it was followed, both names. */
  const followed = new Set<string>();
  for (const { commit, status, oid, was, name, older } of changesIn(log, prefix)) {
    const isGone = /^D+$/.test(status);
    const left = isGone ? name : older;
    const text =
      left !== null && was !== null && (isGone || !bearers.has(left))
        ? { path: left, commit, oid: was, changes: [] }
        : null;
    if (text !== null) gone.push(text);
    if (isGone) {
      bearers.set(name, text);
      continue;
    }
    const bearer = bearers.has(name) ? (bearers.get(name) ?? null) : name;
    bearers.set(name, bearer);
    const path = typeof bearer === 'string' ? bearer : null;
    if (typeof bearer === 'object') bearer?.changes.push({ commit, oid, was });
    if (path !== null) {
      const known = histories.get(path) ?? { first: commit, last: commit, texts: [], former: [] };
      histories.set(path, known);
      known.first = commit;
      if (oid !== was) known.texts.push({ commit, path: name, oid, was });
      if (older !== null && !bearers.has(older) && isMove(older, name, status)) known.former.push(older);
    }
    const move = `${older}\0${name}`;
    // Two branches may have made the same one: what the older name meant is known from the first.
    if (older === null || (path === null && followed.has(move))) continue;
    if (path !== null) followed.add(move);
    bearers.set(older, bearer);
    bearers.set(name, null);
  }
  for (const { texts } of histories.values()) texts.reverse();
  return { paths: histories, gone };
}

/** Git takes a file half of which is the same for the old one; one of another name may then be another note. */
function isMove(older: string, name: string, status: string): boolean {
  const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  return fileName(older) === fileName(name) || Number(status.slice(1)) >= SAME;
}

/** Newest first. */
function* changesIn(log: string, prefix: string): Iterable<Change> {
  const tokens = log.split('\0');
  let commit: Commit | null = null;
  for (let at = 0; at < tokens.length; at += partLength(tokens[at] ?? '')) {
    const token = tokens[at] ?? '';
    if (token.startsWith('\x01')) {
      commit = readCommit(tokens.slice(at, at + headerLength).join('\0'));
      continue;
    }
    const [, colons = '', , written = '', status = ''] = RAW.exec(token) ?? [];
    if (colons === '' || commit === null) continue;
    const oids = written.trimEnd().split(' ');
    const [first = '', oid = ''] = [oids[0], oids.at(-1)];
    const was = /^0+$/.test(first) ? null : first;
    const [one = '', two = ''] = [tokens[at + 1], tokens[at + 2]].map((name) => name?.slice(prefix.length));
    const renamed = status.startsWith('R');
    yield { commit, status, oid, was, name: TWO_NAMES.test(token) ? two : one, older: renamed ? one : null };
  }
}

/** How many of the texts between two NULs a header or a change takes up, by the first of them. */
function partLength(token: string): number {
  if (token.startsWith('\x01')) return headerLength;
  if (!/^\n?:/.test(token)) return 1;
  return TWO_NAMES.test(token) ? 3 : 2;
}

/** The commits of such a log by id, newest first, each with a log of its own; behind each other they are the log. */
export function* commitsIn(log: string): Iterable<readonly [string, string]> {
  const tokens = log.split('\0');
  const commitAt = (from: number, to: number): readonly [string, string] => {
    const text = tokens.slice(from, to).join('\0');
    return [tokens[from]?.slice(1) ?? '', to < tokens.length ? `${text}\0` : text];
  };
  let begun: number | null = null;
  for (let at = 0; at < tokens.length; at += partLength(tokens[at] ?? '')) {
    if (!tokens[at]?.startsWith('\x01')) continue;
    if (begun !== null) yield commitAt(begun, at);
    begun = at;
  }
  if (begun !== null) yield commitAt(begun, tokens.length);
}
