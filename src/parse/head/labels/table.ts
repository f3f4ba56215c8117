import { parseVersion } from '../../version.ts';
import { type Line, linesFrom } from '../line.ts';
import { type Field, fieldText, type KeyOf, type LabelBlock, type Text } from './field.ts';

const DELIMITER = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t]*:?-+:?[ \t]*\|?[ \t]*$/;

/**
 * Reads a table of two columns from `start` to `end` as labels beside values; null for any other table or
 * text, and for a table of which no row gives a version or a date.
 */
export function readTable(text: string, start: number, end: number, keyOf: KeyOf): LabelBlock | null {
  const [header, delimiter, ...rows] = linesFrom(text, start, end);
  if (!header || !delimiter || !DELIMITER.test(text.slice(delimiter.start, delimiter.end))) return null;
  const heading = fieldOf(text, header);
  const fields = rows.flatMap((row) => fieldOf(text, row) ?? []);
  if (!fields.some((field) => isTelling(field, keyOf))) return null;
  if (heading && keyOf(heading.label) !== null) fields.unshift(heading);
  return { form: 'table', span: { start: header.start, end }, fields };
}

/** Tables that explain versions and dates have these labels too, but words beside them. */
function isTelling(field: Field, keyOf: KeyOf): boolean {
  const key = keyOf(field.label);
  const { text } = field.value;
  return (
    (key === 'version' && parseVersion(text) !== null) || (key === 'date' && /^\d{4}-\d{2}-\d{2}/.test(text))
  );
}

/** A row of two cells with a label in the first; null for any other line. */
function fieldOf(text: string, row: Line): Field | null {
  const [first, second, third] = cellsOf(text, row.start, row.end);
  if (!first || !second || third) return null;
  const written = text.slice(first.span.start, first.span.end);
  const label = written.replace(/^\*\*/, '').replace(/(?:[.:：]|\*\*){0,2}$/, '');
  if (!/\p{L}|\p{N}/u.test(label)) return null;
  const start = first.span.start + written.indexOf(label);
  return { label, key: { start, end: start + label.length }, value: second, items: null };
}

function cellsOf(text: string, start: number, end: number): readonly Text[] {
  const row = text.slice(start, end);
  const bars: number[] = [];
  for (let i = 0; i < row.length; i++) {
    if (row[i] === '\\') i++;
    else if (row[i] === '|') bars.push(i);
  }
  const edges = [-1, ...bars, row.length];
  const cells = edges.slice(1).map((edge, i) => fieldText(text, start + (edges[i] ?? 0) + 1, start + edge));
  // What stands before a leading and behind a closing bar is no cell.
  if (bars.length > 0 && row.slice(0, bars[0]).trim() === '') cells.shift();
  if (bars.length > 1 && row.slice((bars.at(-1) ?? 0) + 1).trim() === '') cells.pop();
  return cells.map((cell) => ({ ...cell, text: cell.text.replaceAll('\\|', '|') }));
}
