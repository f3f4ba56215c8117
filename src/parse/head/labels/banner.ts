import type { Block } from './field.ts';

const BANNER =
  /^ {0,3}>[ \t]?(?:\[!\w+\][ \t]*\r?\n {0,3}>[ \t]?)?[ \t]*\*\*((?:superseded|deprecated|archived|retired|obsolete|withdrawn|historical|draft)(?![\w-])[^*\n]*)\*\*/i;

/** Reads a block quote that opens with a bold word of state, such as `> **SUPERSEDED.**`, as a status. */
export function readBanner(text: string, start: number, end: number): Block | null {
  const match = BANNER.exec(text.slice(start, end));
  const words = match?.[1];
  if (!match || words === undefined) return null;
  const close = start + match[0].length;
  const value = { text: words, span: { start: close - 2 - words.length, end: close - 2 } };
  const key = { start: value.span.start, end: value.span.start };
  const field = { label: 'Status', key, value, items: null };
  return { form: 'banner', span: { start: value.span.start - 2, end: close }, fields: [field] };
}
