import type { Commit, PathHistory } from '../types.ts';

/** Fields of a commit for `--format`: U+0001, id, committer date, author, subject; each ends with NUL under `-z`. */
export const commitFormat = '%x01%H%x00%cI%x00%an%x00%s';

const headerLength = 4;

/** One commit in `commitFormat`, or null when the text holds none. */
export function readCommit(text: string): Commit | null {
  const [oid = '', date = '', author = '', subject = ''] = text.split('\0');
  return oid.startsWith('\x01')
    ? { oid: oid.slice(1), date, author, subject: subject.replace(/\n$/, '') }
    : null;
}

/**
 * First and last commit of every path, from `git log -z --topo-order -c --name-status -M` in `commitFormat`.
 * Read from the newest commit to the oldest: a name stands for the file that last bore it, a rename hands the
 * older name to the same file, and what a name meant before its file was deleted is another file.
 */
export function readHistory(log: string): ReadonlyMap<string, PathHistory> {
  const histories = new Map<string, { first: Commit; last: Commit }>();
  /** Name at this point of the past → the path it has today; null when that file is gone. */
  const bearers = new Map<string, string | null>();
  const touch = (name: string, commit: Commit): void => {
    const today = bearers.get(name);
    if (today === null) return;
    const path = today ?? name;
    bearers.set(name, path);
    const known = histories.get(path);
    if (known === undefined) histories.set(path, { first: commit, last: commit });
    else known.first = commit;
  };

  const tokens = log.split('\0');
  let commit: Commit | null = null;
  for (let at = 0; at < tokens.length; ) {
    // The names of a commit follow its header after an empty line.
    const token = (tokens[at] ?? '').replace(/^\n/, '');
    if (token.startsWith('\x01')) {
      commit = readCommit(
        tokens
          .slice(at, at + headerLength)
          .join('\0')
          .replace(/^\n/, ''),
      );
      at += headerLength;
    } else if (token === '' || commit === null) {
      at += 1;
    } else if (/^[RC]\d+$/.test(token)) {
      const older = tokens[at + 1] ?? '';
      const name = tokens[at + 2] ?? '';
      touch(name, commit);
      if (token.startsWith('R')) {
        bearers.set(older, bearers.get(name) ?? null);
        bearers.set(name, null);
      }
      at += 3;
    } else {
      const name = tokens[at + 1] ?? '';
      if (/^D+$/.test(token)) bearers.set(name, null);
      else touch(name, commit);
      at += 2;
    }
  }
  return histories;
}
