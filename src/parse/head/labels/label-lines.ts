import { linesFrom } from '../line.ts';
import { fieldsBetween, isItem, type KeyOf, type LabelBlock, type Mark, valueEnd } from './field.ts';

/** `**Version.**`, `**Version:**` or `**Version**:`, also with a colon of East Asia, behind white space or at a start. */
const BOLD =
  /(^ {0,3}(?:[-*+][ \t]+)?|[ \t])\*\*([^*\s](?:[^*\n]{0,118}[^*\s])?)(?:(?<=[.:：])\*\*|\*\*[:：])/g;
/** `Version:` at the start of a line: one to five words, the first with a capital or of a script without them. */
const PLAIN =
  /^([ \t]*)([\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}_'’()/&.-]*(?: [\p{L}\p{M}\p{N}_'’()/&.-]+){0,4})(?::(?=[ \t]|\r?$)|：)/u;

const TELLING = new Set(['version', 'date', 'status']);

/** True for a key that prose hardly opens with: it tells a head from text. */
export function isTelling(key: string): boolean {
  return TELLING.has(key);
}

/** A paragraph of labels. */
export interface LabelChunk extends LabelBlock {
  /** What those of its labels stand for that have an alias. */
  readonly keys: readonly string[];
  /** Whether its labels are not bold. */
  readonly plain: boolean;
  /** Start of the first line after it. */
  readonly next: number;
}

/**
 * Reads the paragraph that begins with the line at `start` as label lines, one field a line or run together;
 * null when its first line does not open with a label. `end` is where the paragraph ends. `goesOn` tells that plain
 * labels stand before it: there one with an alias is enough.
 */
export function readLabelChunk(
  text: string,
  start: number,
  end: number,
  keyOf: KeyOf,
  goesOn: boolean,
): LabelChunk | null {
  const bold = boldMarks(text, start, end, keyOf);
  const marks = bold ?? plainMarks(text, start, end, keyOf, goesOn);
  const first = marks?.[0];
  const last = marks?.at(-1);
  if (!marks || !first || !last) return null;
  const stop = valueEnd(text, last.value, endOfList(text, marks, end), false);
  return {
    form: 'label-lines',
    span: { start: first.start, end: first.start + text.slice(first.start, stop).trimEnd().length },
    fields: fieldsBetween(text, marks, stop),
    keys: marks.flatMap((mark) => keyOf(mark.label) ?? []),
    plain: bold === null,
    next: text.indexOf('\n', stop) + 1 || text.length,
  };
}

interface BoldMark extends Mark {
  readonly opensLine: boolean;
}

function boldMarks(text: string, start: number, end: number, keyOf: KeyOf): readonly Mark[] | null {
  const marks: BoldMark[] = [];
  for (const line of linesFrom(text, start, end)) {
    for (const match of text.slice(line.start, line.end).matchAll(BOLD)) {
      const [all, before = '', words = ''] = match;
      const label = words.replace(/[.:：]$/, '');
      if (!/\p{L}|\p{N}/u.test(label)) continue;
      const at = line.start + match.index;
      // Without a space behind it only a known label at the start of a line is one.
      const apart = /\s|^$/.test(text.slice(at + all.length, Math.min(at + all.length + 1, line.end)));
      if (!apart && (match.index > 0 || keyOf(label) === null)) continue;
      const key = { start: at + before.length + 2, end: at + before.length + 2 + label.length };
      marks.push({ label, key, start: at, value: at + all.length, opensLine: match.index === 0 });
    }
  }
  if (marks[0]?.start !== start || !marks[0].opensLine) return null;
  // Bold words inside a value look like labels; they are, where the labels visibly run together.
  const runTogether = marks.some((mark) => !mark.opensLine && keyOf(mark.label) !== null);
  return marks.filter((mark) => mark.opensLine || (runTogether && isRunIn(mark.label, keyOf)));
}

function isRunIn(label: string, keyOf: KeyOf): boolean {
  return keyOf(label) !== null || (/^[\p{Lu}\p{N}]/u.test(label) && label.split(' ').length <= 8);
}

/** Labels at the start of plain lines from `start` to `end`, indented no deeper than the first of them. */
export function plainLabels(text: string, start: number, end: number): readonly Mark[] {
  const marks: Mark[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (const line of linesFrom(text, start, end)) {
    const from = Math.max(line.start, start);
    const match = PLAIN.exec(text.slice(from, Math.min(line.end, end)));
    if (match && (match[1] ?? '').length <= indent) {
      const [all, before = '', label = ''] = match;
      // The first line of a comment begins behind its opening mark, so its indent says nothing.
      if (from === line.start) indent = Math.min(indent, before.length);
      const key = { start: from + before.length, end: from + before.length + label.length };
      marks.push({ label, key, start: from, value: from + all.length });
    }
  }
  return marks;
}

function plainMarks(
  text: string,
  start: number,
  end: number,
  keyOf: KeyOf,
  goesOn: boolean,
): readonly Mark[] | null {
  const marks = plainLabels(text, start, end);
  const telling = goesOn || marks.some((mark) => isTelling(keyOf(mark.label) ?? ''));
  return marks[0]?.start === start && keyOf(marks[0].label) !== null && telling ? marks : null;
}

/** The end of the list that follows a last label without text of its own, past one blank line; else `end`. */
function endOfList(text: string, marks: readonly Mark[], end: number): number {
  const last = marks.at(-1);
  if (!last || text.slice(last.value, end).trim() !== '') return end;
  let stop = end;
  let blank = 0;
  for (const line of linesFrom(text, text.indexOf('\n', end) + 1 || text.length)) {
    const content = text.slice(line.start, line.end);
    if (stop === end && content.trim() === '' && blank++ === 0) continue;
    const goesOn = stop === end ? isItem(content) && content.search(BOLD) !== 0 : content.trim() !== '';
    if (!goesOn) break;
    stop = line.end;
  }
  return stop;
}
