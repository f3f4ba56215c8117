import type { ListedDocument } from '../../rules/listed.ts';
import type { Document, Edit } from '../../types.ts';

/**
 * The edits that put what documents hold now in place of what a note lists of them, at the same length. A version that
 * moved on is for `slop absorb`, which makes a new note of it, and an archived note stays as it was. `text` is that of the note.
 */
export function contentEdits(
  { path, archived }: Document,
  listed: readonly ListedDocument[],
  text: string,
): readonly Edit[] {
  if (archived) return [];
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
