import type { HeadForm, Span } from '../../../types.ts';

/** A piece of a text: where it stands, and what it says once line breaks and markup are taken out. */
export interface Text {
  readonly text: string;
  readonly span: Span;
}

/** One field of an older head, as written. */
export interface Field {
  readonly label: string;
  /** The label's words; empty-width at the value when none are written. */
  readonly key: Span;
  readonly value: Text;
  /** The entries of a value that is a list. */
  readonly items: readonly Text[] | null;
}

/** One place of a text that holds fields, all in the same form. */
export interface LabelBlock {
  readonly form: Exclude<HeadForm, 'yaml' | 'none'>;
  readonly span: Span;
  readonly fields: readonly Field[];
}

/** The key that a label stands for, or null when no alias names it. */
export type KeyOf = (label: string) => string | null;

const ITEM = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?=\S)/;
/** A line of a change log without list marks: it opens with a version or a date. */
const LOGGED = /^[ \t]*(?=v?\d+\.\d|\d{4}-\d{2}-\d{2})/i;

/** True when a line is an entry of a list. */
export function isItem(line: string): boolean {
  return ITEM.test(line);
}

/** The text of a span without white space around it and hard breaks, its lines joined by single spaces. */
export function fieldText(text: string, start: number, end: number): Text {
  const raw = text.slice(start, end);
  const from = raw.trim() === '' ? start : start + raw.length - raw.trimStart().length;
  const kept = withoutBreak(withoutComment(raw.trim()));
  const lines = kept.split('\n').map((line) => withoutBreak(line.trim()));
  return {
    text: lines.filter((line) => line !== '').join(' '),
    span: { start: from, end: from + kept.length },
  };
}

/** A text without the comments that it ends in. */
function withoutComment(text: string): string {
  let kept = text;
  for (;;) {
    const start = kept.endsWith('-->') ? kept.lastIndexOf('<!--') : -1;
    if (start < 0) return kept;
    kept = kept.slice(0, start).trimEnd();
  }
}

function withoutBreak(line: string): string {
  return line.endsWith('\\') ? line.slice(0, -1).trimEnd() : line;
}

/** Where a label was found: its words, and where its value begins. */
export interface Mark {
  readonly label: string;
  readonly key: Span;
  /** Start of all that belongs to the label, list mark and asterisks included. */
  readonly start: number;
  readonly value: number;
}

/** Gives each mark the text up to the next one; the last ends at `end`. */
export function fieldsBetween(text: string, marks: readonly Mark[], end: number): readonly Field[] {
  return marks.map((mark, i) => {
    const stop = valueEnd(text, mark.value, marks[i + 1]?.start ?? end, i + 1 < marks.length);
    const value = fieldText(text, mark.value, stop);
    return { label: mark.label, key: mark.key, value, items: itemsIn(text, mark.value, stop) };
  });
}

/**
 * Where a value ends that may go on from `start` to `end`: at a blank line or a rule, and before a sign that only
 * keeps it apart from the next label.
 */
export function valueEnd(text: string, start: number, end: number, labelFollows: boolean): number {
  const raw = text.slice(start, end);
  const blank = /^[ \t]*\S/.test(raw) ? raw.search(/\n[ \t]*(?:[-=*_~]{3,}[ \t]*)?\r?\n/) : -1;
  if (blank >= 0) return start + blank;
  const kept = raw.trimEnd();
  return labelFollows && /[|·•]$/.test(kept) ? start + kept.length - 1 : end;
}

/** A value that begins with a list on a line after its label is that list; null for any other. */
function itemsIn(text: string, start: number, end: number): readonly Text[] | null {
  const raw = text.slice(start, end);
  const body = raw.trimStart();
  const lead = raw.length - body.length;
  const mark = isItem(body) ? ITEM : LOGGED;
  if (!raw.slice(0, lead).includes('\n') || !mark.test(body)) return null;
  const starts: number[] = [];
  let offset = start + lead;
  for (const line of body.split('\n')) {
    if (mark.test(line)) starts.push(offset);
    offset += line.length + 1;
  }
  if (mark === LOGGED && starts.length < 2) return null;
  return starts.map((at, i) => {
    const stop = starts[i + 1] ?? end;
    return fieldText(text, at + (mark.exec(text.slice(at, stop))?.[0].length ?? 0), stop);
  });
}
