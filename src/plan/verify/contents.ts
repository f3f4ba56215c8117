import { byVersion } from '../../link/lineages.ts';
import { parseVersion } from '../../parse/version.ts';
import type { ListedDocument } from '../../rules/listed.ts';
import type { Edit } from '../../types.ts';

/**
 * The edits that put what documents hold now in place of what a note lists of them, at the same length. A version that
 * moved on is for the next version of the note. `text` is that of the note.
 */
export function contentEdits(path: string, listed: readonly ListedDocument[], text: string): readonly Edit[] {
  return listed.filter(hasOtherContent).flatMap(({ at, oid, found }): readonly Edit[] => {
    if (at.oid === null || oid === null) return [];
    const start = at.oid.start + text.slice(at.oid.start, at.oid.end).indexOf(oid);
    const span = { start, end: start + oid.length };
    return found === null || start < at.oid.start ? [] : [{ path, span, text: found.slice(0, oid.length) }];
  });
}

/** True for a document of the version that is listed, and of another content. */
export function hasOtherContent({ problems }: ListedDocument): boolean {
  return problems.length === 1 && problems[0] === 'content';
}

/** True for a document of which a newer version is there than the one that is listed. */
export function isBehind({ problems, version, newest }: ListedDocument): boolean {
  const isOlder = byVersion(parseVersion(version ?? ''), parseVersion(newest ?? '')) < 0;
  return problems.includes('newer') || (problems.includes('version') && isOlder);
}
