import { eastAsianWidth } from 'get-east-asian-width';
import { once } from '../parse/once.ts';

/** A character as a reader sees it on a terminal. */
export interface Cell {
  /** What to print: never a control character, never a tab. */
  readonly picture: string;
  /** Columns that it takes. */
  readonly width: number;
  /** Offsets in the line, UTF-16. */
  readonly start: number;
  readonly end: number;
}

const TAB = 4;
/** Its tables take longer to load than all of a report in plain characters. */
const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));
/** A tenth of a second to compile, and hardly ever asked. */
const emoji = once(
  () =>
    // biome-ignore lint/complexity/useRegexLiterals: the compiler's target is older than the flag `v`, every Node that slop runs on is not
    new RegExp('^\\p{RGI_Emoji}$', 'v'),
);
/**
 * Characters that stand alone beside each other and are no emoji: letters of Latin, Greek and Cyrillic, signs, Kana, Han
 * and syllables of Hangul.
 */
const PLAIN =
  /^[\t\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u2319\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]*$/;
const MARKS = /^\p{M}+$/u;
const HAZARD = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Cuts a line into the characters that a reader tells apart. Tabs become spaces, and what would move the
 * cursor, hide or reorder text (control, format and unpaired surrogate characters) becomes `<U+202E>`.
 */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let start = 0;
  for (const part of characters(line)) {
    const picture = part === '\t' ? ' '.repeat(TAB - (column % TAB)) : spelled(part);
    const width = picture === part ? columnsOf(part) : picture.length;
    cells.push({ picture, width, start, end: start + part.length });
    column += width;
    start += part.length;
  }
  return cells;
}

/** Columns that cells take together. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Steps back when an offset would part a surrogate pair. */
export function wholeCharacter(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return at > 0 && at < line.length && unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

/** The text as one line that is safe to print: every control or hidden character is spelled out. */
export function visible(text: string): string {
  return HAZARD.test(text) ? characters(text).map(spelled).join('') : text;
}

/**
 * Graphemes; one that hides a hazard falls apart, so that each hazard is seen. The segmenter is slow, so plain text
 * passes it by.
 */
function characters(text: string): readonly string[] {
  if (PLAIN.test(text)) return Array.from(text);
  const parts = Array.from(graphemes().segment(text), ({ segment }) => segment);
  return parts.flatMap((part) => (HAZARD.test(part) && !emoji().test(part) ? Array.from(part) : [part]));
}

function spelled(part: string): string {
  if (!HAZARD.test(part) || emoji().test(part)) return part;
  return `<U+${(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

function columnsOf(part: string): number {
  if (part.length === 1 && part >= ' ' && part <= '~') return 1;
  if (PLAIN.test(part)) return eastAsianWidth(part.codePointAt(0) ?? 0);
  if (MARKS.test(part)) return 0;
  return emoji().test(part) ? 2 : eastAsianWidth(part.codePointAt(0) ?? 0);
}
