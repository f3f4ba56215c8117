import { lineAt, positionIn } from '../read/position.ts';
import type { Fix } from '../types.ts';
import type { Told, ToldFinding } from './tell.ts';
import { cellsOf, wholeCharacter } from './width.ts';

/** A change of more lines than this is only named. */
const MOST = 6;
/** What stands before the change when a long line is cut. */
const LEAD = 20;

interface FixLine {
  readonly mark: '-' | '+';
  /** 1-based. */
  readonly number: number;
  /** Safe to print, cut to the width asked for. */
  readonly text: string;
}

/** The lines that the fix of a finding touches, as they are and as they would read, ready to be pasted. */
export function fixLines(told: ToldFinding, columns: number): readonly FixLine[] {
  const { fix } = told.finding;
  const changed = fix === null ? null : change(told, fix);
  if (changed === null) return [];
  const { first, before, after } = changed;
  const width = Math.max(20, columns - 12);
  const line = (mark: '-' | '+', text: string, index: number, other = ''): FixLine => {
    return { mark, number: first + index, text: cut(text, shared(text, other), width) };
  };
  const removed = before.map((text, index) => line('-', text, index, after[index]));
  const added = after.map((text, index) => line('+', text, index, before[index]));
  if (before.length !== after.length) return [...removed, ...added];
  // Line by line when none is added or taken out: lines between two changes stay out of it.
  return removed.flatMap((old, index) => {
    const fresh = added[index];
    return fresh === undefined || before[index] === after[index] ? [] : [old, fresh];
  });
}

interface Change {
  /** Number of the first line. */
  readonly first: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function change({ path, lines }: Told, { edits }: Fix): Change | null {
  if (edits.length === 0 || edits.some((edit) => edit.path !== path)) return null;
  const sorted = [...edits].sort((one, other) => one.span.start - other.span.start);
  const first = positionIn(lines, Math.min(...edits.map(({ span }) => span.start))).line;
  const last = positionIn(lines, Math.max(...edits.map(({ span }) => span.end))).line;
  if (last - first >= MOST) return null;
  let text = '';
  let done = lines.starts[first - 1] ?? 0;
  for (const edit of sorted) {
    text += lines.text.slice(done, edit.span.start) + edit.text;
    done = edit.span.end;
  }
  text += lines.text.slice(done, lines.starts[last] ?? lines.text.length);
  const after = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (after.length > MOST) return null;
  const before = Array.from({ length: last - first + 1 }, (_, index) => lineAt(lines, first + index));
  return { first, before, after };
}

function shared(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function cut(text: string, change: number, width: number): string {
  const from = text.length > width ? wholeCharacter(text, Math.max(0, change - LEAD)) : 0;
  const to = wholeCharacter(text, from + width);
  const cells = cellsOf(text.slice(from, to));
  const rest = to < text.length ? '…' : '';
  return `${from > 0 ? '…' : ''}${cells.map((cell) => cell.picture).join('')}${rest}`;
}
