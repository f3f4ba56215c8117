/** A run of words in a text. */
export interface Phrase {
  /** As written, with single spaces. */
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** How far back words are read. */
const REACH = 120;

const OPENING = /^[^\p{L}\p{N}]*/u;

/** Behind these a word is but the end of a longer one. */
const GLUE = /[\p{L}\p{N}_./-]$/u;

/**
 * The longest phrase of at most `most` words that ends before `end`, with white space between, and that `isKnown`.
 * A possessive at its end (`’s`) is left out. Null when there is none.
 */
export function phraseBefore(
  text: string,
  end: number,
  most: number,
  isKnown: (words: string) => boolean,
): Phrase | null {
  const floor = Math.max(0, end - REACH);
  let at = skipSpaces(text, end, floor);
  if (at === end) return null;
  const stop = at - (/['’]s$/.test(text.slice(Math.max(floor, at - 2), at)) ? 2 : 0);
  let longest: Phrase | null = null;
  let after = '';
  for (let count = 0; count < most && at > floor; count += 1) {
    const wordEnd = count === 0 ? stop : at;
    while (at > floor && !isSpace(text.charCodeAt(at - 1))) at -= 1;
    const word = text.slice(at, wordEnd);
    const opening = /^[a-z\d]/i.test(word) ? '' : (OPENING.exec(word)?.[0] ?? '');
    const words = word.slice(opening.length) + after;
    if (!GLUE.test(opening) && words !== '' && isKnown(words)) {
      longest = { words, start: at + opening.length, end: stop };
    }
    after = ` ${word}${after}`;
    at = skipSpaces(text, at, floor);
  }
  return longest;
}

function skipSpaces(text: string, from: number, floor: number): number {
  let at = from;
  while (at > floor && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0;
}

const UNFOLDED = / {2}|[^\S ]/;

/** White space folded to single spaces. Most text has no other, and is not written anew. */
export function fold(text: string): string {
  return UNFOLDED.test(text) ? text.replace(/\s{2,}|[^\S ]/g, ' ') : text;
}

/** True when a text ends with what a sticky pattern sees behind it: `/(?<=…)/y`, which reads backwards. */
export function endsWith(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = text.length;
  return pattern.test(text);
}

/**
 * Every place that a global pattern finds, in order; it must find nothing empty. `matchAll` makes the pattern anew for
 * each text.
 */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const found: RegExpExecArray[] = [];
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
  }
  return found;
}

/** What a sticky pattern finds right at an offset of a text, or null. */
export function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}
