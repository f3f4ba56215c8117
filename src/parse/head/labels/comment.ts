import { fieldsBetween, type KeyOf, type LabelBlock } from './field.ts';
import { plainLabels } from './label-lines.ts';

/** Reads an HTML comment from `start` to `end` as `Key: value` lines; null when no alias names any of them. */
export function readComment(text: string, start: number, end: number, keyOf: KeyOf): LabelBlock | null {
  const open = text.indexOf('<!--', start);
  const marks = plainLabels(text, open + 4, end - 3);
  if (!marks.some((mark) => keyOf(mark.label) !== null)) return null;
  return { form: 'html-comment', span: { start: open, end }, fields: fieldsBetween(text, marks, end - 3) };
}
