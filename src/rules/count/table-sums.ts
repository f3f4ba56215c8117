import { holding } from '../../parse/mentions/spans.ts';
import type { Span } from '../../types.ts';
import { numberIn } from './numbers.ts';

/** A cell that says what came since the cell before it, and does not fit to it. */
interface TableSum {
  readonly span: Span;
  readonly written: string;
  readonly before: number;
  readonly after: number;
  readonly steps: number;
}

/** `412 pass + 3 skip`, `2,236 (+45)`, `12 (unchanged)`: a number first, perhaps more, at the end what came or went. */
const CELL =
  /^\s*[*_`]{0,3}(\d{1,3}(?:,\d{3})+|\d{1,7})(?![\p{L}\p{N}.,:–-]*\d)([^()|]*?)(?:\(\s?(?:([+−–-])(\d{1,7})|(unchanged))\s?\))?[*_`\s]{0,6}$/iu;
const MORE = /\d{1,3}(?:,\d{3})+|\d+/g;

/** Rows in which a cell does not add up with the one before it; the first cell of a row names it and is no number. */
export function* tableSums(text: string, except: readonly Span[]): Iterable<TableSum> {
  for (const row of text.matchAll(/^[ \t]*\|.*\(\s?(?:[+−–-]\d+|unchanged)\s?\).*$/gimu)) {
    if (holding(except, row.index) !== null) continue;
    const cells = row[0].split('|');
    let at = row.index;
    for (const [index, cell] of cells.entries()) {
      const previous = CELL.exec(cells[index - 1] ?? '');
      const told = CELL.exec(cell);
      const span = { start: at + cell.search(/\S|$/), end: at + cell.trimEnd().length };
      at += cell.length + 1;
      if (index < 3 || previous === null || told === null) continue;
      const [, , , sign, step, unchanged] = told;
      // Columns that each say what came are of different things.
      const isCounted = unchanged !== undefined && previous[3] === undefined && previous[5] === undefined;
      if (sign === undefined && !isCounted) continue;
      const steps = sign === undefined ? 0 : Number(step) * (sign === '+' ? 1 : -1);
      const [first, second] = [numbersIn(previous), numbersIn(told)];
      if (unitOf(previous) !== unitOf(told) || fits(first, second, steps)) continue;
      yield { span, written: cell.trim(), before: first[0] ?? 0, after: second[0] ?? 0, steps };
    }
  }
}

/** Either the first numbers fit or the sums of all. */
function fits(before: readonly number[], after: readonly number[], steps: number): boolean {
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  return (before[0] ?? 0) + steps === after[0] || total(before) + steps === total(after);
}

function numbersIn([, first = '', rest = '']: RegExpExecArray): readonly number[] {
  return [first, ...(rest.match(MORE) ?? [])].map(numberIn);
}

/** The word behind the first number. */
function unitOf([, , rest = '']: RegExpExecArray): string {
  return /^\s*(\p{L}*)/u.exec(rest)?.[1]?.toLowerCase() ?? '';
}
