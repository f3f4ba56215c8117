import { documentFound } from './documents.ts';
import type { Grammar } from './grammar.ts';
import { holding } from './spans.ts';
import { matchesOf } from './words.ts';

/**
 * `[[id]]`, `[[id@0.2]]`, `[[id#section]]`, `[[id|text]]`, and these together in that order; not the text of a link
 * whose address stands behind it.
 */
const WIKI =
  /\[\[([^[\]\n\r|#@]{1,200})(?:@v?(\d{1,9}(?:[._]\d{1,9}){1,2}))?(?:#([^[\]\n\r|]{1,200}))?(?:\|[^[\]\n\r]{0,500})?\]\](?!\s?[(（]\ufffc)/g;

/** Lists in lists of data are no ids, and neither is `re-frame.core/name`, a name in code. */
const ID = /^\s*(?![^/]*\.[^/]*\/)[\p{L}\p{N}][\p{L}\p{N}\p{M}_./ -]*$/u;

/** Where VitePress, GitLab and others put the list of headings. */
const CONTENTS = /^\s*\[\[[_\s]?toc[_\s]?\]\]\s*$/i;

/** Documents by id between double brackets. In code the brackets are shown, not meant. */
export const wikiLinks: Grammar = (unit) => {
  if (!unit.text.includes('[[') || CONTENTS.test(unit.text)) return [];
  return matchesOf(WIKI, unit.text).flatMap((match) => {
    const [whole, id = '', version, anchor] = match;
    const start = unit.start + match.index;
    if (!ID.test(id) || holding(unit.code, start) !== null) return [];
    const span = { start, end: start + whole.length };
    return documentFound(
      span,
      'wiki',
      id.trim(),
      version?.replaceAll('_', '.') ?? null,
      anchor === undefined ? null : sectionOf(anchor),
    );
  });
};

/** Of headings below each other the last one; `^` opens the name of a block, which no section has. */
function sectionOf(anchor: string): string | null {
  const last = anchor.slice(anchor.lastIndexOf('#') + 1).trim();
  return last === '' || last.startsWith('^') ? null : last;
}
