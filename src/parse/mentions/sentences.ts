import type { Span } from '../../types.ts';
import { CALLOUTS } from '../callouts.ts';
import { holding } from './spans.ts';
import { fold, matchAt, matchesOf } from './words.ts';

/** A stop, what may close with it, and the white space after it. */
const STOP = /[.!?…](?:["'”’)\]*_]{0,4})\s+/g;

/** After these a sentence goes on. */
const ABBREVIATIONS = new Set(
  'e.g i.e cf vs approx ca resp incl excl viz dr mr mrs ms prof st al n.b'.split(' '),
);

/** After these a sentence goes on when a number follows. */
const BEFORE_NUMBER = new Set('no nos sec secs fig figs p pp ch vol art para ed eds v ver rev'.split(' '));

/** The word before a stop, when it is no longer than those. */
const SHORT_WORD_BEFORE = /(?<=(?<![\p{L}\p{N}.])([\p{L}\p{N}.]{1,6}))/uy;

/** A sentence may begin with a file name, which has no capital. */
const FILE_NAME = /[\p{Ll}\p{N}][\p{L}\p{N}_.-]{1,200}-v\d/uy;

/** The longest quotation, in UTF-16 units. */
const LONGEST = 300;

/** What marks of emphasis, code and links leave where punctuation or another space stands beside them. */
const LEFT_BY_MARKS = / (?:(?= |(?:[.,;:!?)]+(?:\s|…|$)|['’]s\b))|(?<=\( ))/g;

/** The first line of a callout, of which a reader sees the word alone. */
const CALLOUT = new RegExp(String.raw`^\[!(?:${CALLOUTS.join('|')})\] `, 'i');

/** White space may be folded away, so more is looked at than is shown. */
const REACH = LONGEST + 60;

/**
 * Splits a text into sentences: spans that tile it, offsets from its start. Full stops in versions, file names,
 * abbreviations and list numbers end nothing.
 */
export function sentencesOf(text: string): readonly Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const match of matchesOf(STOP, text)) {
    const next = match.index + match[0].length;
    if (next >= text.length || !ends(text, start, match.index, next)) continue;
    sentences.push({ start, end: next });
    start = next;
  }
  sentences.push({ start, end: text.length });
  return sentences;
}

/** The sentence that an offset lies in. `sentences` as `sentencesOf` gives them. */
export function sentenceAt(sentences: readonly Span[], offset: number): Span {
  return holding(sentences, offset) ?? sentences.at(-1) ?? { start: offset, end: offset };
}

function ends(text: string, start: number, stop: number, next: number): boolean {
  const following = text.charAt(next);
  if (text.charAt(stop) === '.') {
    const word = matchAt(SHORT_WORD_BEFORE, text, stop)?.[1] ?? '';
    const lower = word.toLowerCase();
    if (ABBREVIATIONS.has(lower)) return false;
    if (BEFORE_NUMBER.has(lower) && /\d/.test(following)) return false;
    if (/^\d{1,3}$/.test(word) && isListNumber(text, start, stop - word.length)) return false;
  }
  return !/\p{Ll}/u.test(following) || matchAt(FILE_NAME, text, next) !== null;
}

/** True for a number that opens a sentence or a line. */
function isListNumber(text: string, start: number, at: number): boolean {
  return /(?:^|[\r\n])[\s(]*$/.test(text.slice(start, at).slice(-100));
}

/** The sentence as plain text around a mention: white space folded, cut at words when it is too long. */
export function quote(text: string, sentence: Span, mention: Span): string {
  return quoted(text, sentence, mention).replace(CALLOUT, '').replace(LEFT_BY_MARKS, '').trim();
}

function quoted(text: string, sentence: Span, mention: Span): string {
  const from = Math.max(sentence.start, mention.start - REACH);
  const to = Math.min(sentence.end, mention.end + REACH);
  const before = fold(text.slice(from, mention.start)).trimStart();
  const within = fold(text.slice(mention.start, mention.end));
  const after = fold(text.slice(mention.end, to)).trimEnd();
  const whole = from === sentence.start && to === sentence.end;
  if (whole && before.length + within.length + after.length <= LONGEST) return before + within + after;
  return cut(before, within, after, from > sentence.start, to < sentence.end);
}

function cut(before: string, within: string, after: string, moreBefore: boolean, moreAfter: boolean): string {
  const shown = within.slice(0, LONGEST - 2);
  const room = LONGEST - 2 - shown.length;
  const left = Math.min(before.length, Math.max(Math.floor(room / 2), room - after.length));
  const right = Math.min(after.length, room - left);
  const shortLeft = left < before.length || moreBefore;
  const shortRight = right < after.length || moreAfter;
  const head = before.slice(before.length - left).replace(shortLeft ? /^(?:\S*\s|[\udc00-\udfff])/ : '', '');
  const tail = after.slice(0, right).replace(shortRight ? /(?:\s\S*|[\ud800-\udbff])$/ : '', '');
  return `${shortLeft ? '…' : ''}${head}${shown}${tail}${shortRight ? '…' : ''}`;
}
