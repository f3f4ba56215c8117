import type { Commit, CommitMessage } from '../types.ts';
import type { CommitIndex } from './clone-commits.ts';
import { readCommit } from './git-history.ts';

/** Fields of a commit with its whole message for `git log -z --format`. */
export const messageFormat = '%x01%H%x00%cI%x00%an%x00%s%x00%P%x00%b';

/** Commits as `git log -z` prints them in the format of `git-history.ts`, by full hash. */
export function commitsOf(printed: string): ReadonlyMap<string, Commit> {
  const commits = new Map<string, Commit>();
  const tokens = printed.split('\0');
  for (let at = 0; at + 3 < tokens.length; at += 4) {
    const commit = readCommit(tokens.slice(at, at + 4).join('\0'));
    if (commit !== null) commits.set(commit.oid, commit);
  }
  return commits;
}

/** Commits with their messages as `git log -z` prints them in `messageFormat`, in the same order. */
export function messagesOf(printed: string, index: CommitIndex): readonly CommitMessage[] {
  const messages: CommitMessage[] = [];
  const tokens = printed.split('\0');
  for (let at = 0; at + 5 < tokens.length; at += 6) {
    const commit = readCommit(tokens.slice(at, at + 4).join('\0'));
    if (commit === null) continue;
    messages.push({
      ...commit,
      parents: (tokens[at + 4] ?? '').split(' ').filter((oid) => oid !== ''),
      body: (tokens[at + 5] ?? '').trimEnd(),
      published: index.isPublished(commit.oid),
    });
  }
  return messages;
}
