import type { Outline } from '../../parse/outline.ts';
import { COMMENT } from '../../parse/turn/contract.ts';
import type { Contract, Span } from '../../types.ts';

/** Lines that are no text: headings, the marks of a block, the label of the sort. */
const MARKS = /^\s*(?:#{1,6}\s.*|[`~]{3,}.*|(?:\*\*|__)?turn kind\b.*|>?)$/i;

/**
 * The first line, from 1, of text that stands beside a contract and belongs to none of its parts: it is not sent. Null
 * for none.
 */
export function unsentLine({ section, parts }: Contract, draft: Outline, text: string): number | null {
  const all = [...parts.values()].map(({ heading, body }) => ({ start: heading.start, end: body.end }));
  const scope = section === null ? draft.body : scopeOf(section.heading.end, all, draft);
  const seen = text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  let at = 0;
  for (const [index, line] of seen.split('\n').entries()) {
    const [start, end] = [at, at + line.length];
    at = end + 1;
    if (start < scope.start || end > scope.end || MARKS.test(line)) continue;
    if (!all.some((part) => end > part.start && start < part.end)) return index + 1;
  }
  return null;
}

/** From the heading of a section to its last part; where the parts stand in a block, that block. */
function scopeOf(start: number, parts: readonly Span[], { code }: Outline): Span {
  const end = Math.max(start, ...parts.map((part) => part.end));
  const first = Math.min(...parts.map((part) => part.start));
  const block = code.find(({ info, span }) => info !== null && span.start < first && span.end >= end);
  return block?.span ?? { start, end };
}
