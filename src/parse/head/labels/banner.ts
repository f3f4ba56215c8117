import type { LabelBlock } from './field.ts';

const BANNER =
  /^ {0,3}>[ \t]?(?:\[!\w+\][ \t]*\r?\n {0,3}>[ \t]?)?[ \t]*\*\*((?:superseded|deprecated|archived|retired|obsolete|withdrawn|historical|draft)(?![\w-])[^*\n]*)\*\*/i;

/** How a sentence goes on whose bold word tells of other things: `**Archived** copies are below`. */
const OF_OTHERS =
  /^\s+(?=\p{Ll})(?!(?:after|and|as|at|because|by|for|from|in|it|no|of|on|please|see|since|this|until|when|with)\s)(?:\p{L}+\s){1,4}(?:is|are|was|were|lie|lies|live|lives|stand|stands|can|may|have|has|go|goes)(?![\p{L}-])/u;

/** Reads a block quote that opens with a bold word of state, such as `> **SUPERSEDED.**`, as a status. */
export function readBanner(text: string, start: number, end: number): LabelBlock | null {
  const match = BANNER.exec(text.slice(start, end));
  const words = match?.[1];
  if (!match || words === undefined) return null;
  const close = start + match[0].length;
  if (/^\w[a-z]+$/.test(words) && OF_OTHERS.test(text.slice(close, end))) return null;
  const value = { text: words, span: { start: close - 2 - words.length, end: close - 2 } };
  const key = { start: value.span.start, end: value.span.start };
  const field = { label: 'Status', key, value, items: null };
  return { form: 'banner', span: { start: value.span.start - 2, end: close }, fields: [field] };
}
