import { placeAt } from '../parse/head/places.ts';
import type { Edit } from '../types.ts';
import type { EditedNote } from './view.ts';

/**
 * The edit that adds a key below the line of the version, with the same marks around label and value, in whatever form
 * the head has; null where the form has no place for it.
 */
export function newLine({ text, path, draft }: EditedNote, key: string, name: string): Edit | null {
  const { form, headSpan } = draft;
  const place = placeAt(draft, '/version');
  const eol = eolOf(text);
  if (place === undefined || place.key.start === place.key.end) {
    if (form !== 'yaml') return null;
    const start = text.indexOf('\n', headSpan.start) + 1;
    return { path, span: { start, end: start }, text: `${key}: ${name}${eol}` };
  }
  const { key: field, value } = place;
  const lineStart = text.lastIndexOf('\n', field.start - 1) + 1;
  const newline = text.indexOf('\n', value.end);
  const stop = newline < 0 ? text.length : newline;
  const lineEnd = text.charAt(stop - 1) === '\r' ? stop - 1 : stop;
  const label = /^[A-Z]/.test(text.slice(field.start, field.end))
    ? key.charAt(0).toUpperCase() + key.slice(1)
    : key;
  const before = text.slice(lineStart, field.start);
  const between = text.slice(field.end, value.start);
  const after = form === 'yaml' ? '' : text.slice(value.end, lineEnd);
  if (/^[^\w]*$/.test(before) && /^[^\w]*$/.test(after)) {
    const line = `${before}${label}${between.replace(/\s*$/, ' ')}${name}${after}`;
    return { path, span: { start: lineEnd, end: lineEnd }, text: eol + line };
  }
  if (form !== 'label-lines') return null;
  const mark = /\**$/.exec(before)?.[0] ?? '';
  return { path, span: { start: value.end, end: value.end }, text: ` ${mark}${label}${between}${name}` };
}

/** The line ending that a text uses. */
export function eolOf(text: string): string {
  return /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n';
}
