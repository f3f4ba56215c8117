import type { HashReading, ObjectKind } from '../types.ts';
import { type CommitIndex, withPrefix } from './clone-commits.ts';
import type { Refs } from './clone-refs.ts';

/** What is known of a clone's objects without asking for single ones. */
export interface KnownObjects {
  readonly commits: CommitIndex;
  readonly refs: Refs;
  /** False where history is cut off, so that what no ref leads to may yet be published. */
  readonly complete: boolean;
}

const MISSING: HashReading = { type: 'missing' };

/** Finds a hash among the commits and tag objects that refs lead to. */
export function findAmongRefs(hash: string, { commits, refs, complete }: KnownObjects): HashReading {
  const found = commits.beginningWith(hash);
  if (found.length > 1) return { type: 'ambiguous', oids: found };
  const [commit] = found;
  if (commit !== undefined) return commitReading(commit, commits.isPublished(commit), complete);
  const tags = withPrefix(refs.sortedTagObjects, hash);
  if (tags.length > 1) return { type: 'ambiguous', oids: tags };
  const [tag] = tags;
  if (tag === undefined) return MISSING;
  const target = refs.tagObjects.get(tag) ?? null;
  return { type: 'object', oid: tag, kind: 'tag', commit: target, published: true, replacement: null };
}

function commitReading(oid: string, isPublished: boolean, complete: boolean): HashReading {
  const published = isPublished || (complete ? false : null);
  return { type: 'object', oid, kind: 'commit', commit: null, published, replacement: null };
}

/** What `git cat-file --batch-check` is to be asked for one hash: what it is, and which commit it leads to. */
export function questionsFor(hashes: readonly string[]): string {
  return hashes.map((hash) => `${hash}\n${hash}^{commit}\n`).join('');
}

/** Reads the answers of `git cat-file --batch-check` to `questionsFor`, in order. */
export function readAnswers(
  printed: string,
  hashes: readonly string[],
  known: KnownObjects,
): ReadonlyMap<string, HashReading> {
  const lines = printed.split('\n');
  return new Map(hashes.map((hash, at) => [hash, readAnswer(hash, lines.slice(at * 2, at * 2 + 2), known)]));
}

function readAnswer(
  hash: string,
  [first = '', second = '']: readonly string[],
  known: KnownObjects,
): HashReading {
  // Of several objects that begin alike, the one commit is meant.
  const commit = /^(\w+) commit \d+$/.exec(second)?.[1] ?? null;
  if (first.endsWith(' ambiguous')) {
    return commit?.startsWith(hash)
      ? commitReading(commit, known.commits.isPublished(commit), known.complete)
      : { type: 'ambiguous', oids: [] };
  }
  const [, oid = '', kind] = /^(\w+) (commit|tag|tree|blob) \d+$/.exec(first) ?? [];
  // A branch or tag may be called like a hash.
  if (kind === undefined || !oid.startsWith(hash)) return MISSING;
  if (kind === 'commit') return commitReading(oid, known.commits.isPublished(oid), known.complete);
  const published = known.complete ? false : null;
  return { type: 'object', oid, kind: kind as ObjectKind, commit, published, replacement: null };
}
