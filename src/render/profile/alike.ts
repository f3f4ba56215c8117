import { push } from '../../read/order.ts';
import { CLOSING, OPENING, type Parted } from './passages.ts';

/**
 * What a version with marks withholds, and what it shows, sentence by sentence: an earlier one may say the same under
 * another heading, in other lines, or with a word changed.
 */
interface Withheld {
  /** Sentences, list items, rows and lines of code that are taken. */
  readonly taken: ReadonlySet<string>;
  readonly pairs: Pairs;
  /** Those that stand openly. */
  readonly open: ReadonlySet<string>;
  readonly openPairs: Pairs;
}

/** Two words that follow each other → where they stand: place n is sentence n with the one before it. */
type Pairs = ReadonlyMap<string, readonly number[]>;

/** How much of a sentence must be found in one that is withheld, or in two that follow each other. */
const SHARE = 0.5;
/** Places that a pair is looked for in: one that stands everywhere tells them from no other. */
const MANY = 200;
/** Letters of a sentence that tells something. */
const TELLING = 4;

/** Whether a sentence of these words is one that some version withholds, or nearly so. */
export type IsWithheld = (words: readonly string[]) => boolean;

/** What the versions of a note, each by what it marks, withhold together. */
export function withheldIn(versions: readonly Parted[]): IsWithheld {
  const withheld = versions.map(withheldBy);
  // Versions say nearly all the same.
  const known = new Map<string, boolean>();
  return (words) => {
    const said = words.join(' ');
    const isKnown = known.get(said) ?? withheld.some((one) => isAlike(words, one));
    known.set(said, isKnown);
    return isKnown;
  };
}

/** What a text that marks parts of itself withholds. */
function withheldBy({ shown, taken }: Parted): Withheld {
  const said = taken.flatMap(wordsIn);
  const open = wordsIn(shown);
  return {
    taken: new Set(said.map((words) => words.join(' '))),
    pairs: pairsIn(said),
    open: new Set(open.map((words) => words.join(' '))),
    openPairs: pairsIn(open),
  };
}

function wordsIn(text: string): readonly (readonly string[])[] {
  return sentencesIn(text).map(({ words }) => words);
}

function pairsIn(said: readonly (readonly string[])[]): Pairs {
  const pairs = new Map<string, number[]>();
  for (const [number, words] of said.entries()) {
    for (const pair of new Set(pairsOf(words))) {
      const places = pairs.get(pair) ?? [];
      if (places.length >= MANY) continue;
      if (places.at(-1) !== number) push(pairs, pair, number);
      push(pairs, pair, number + 1);
    }
  }
  return pairs;
}

/** Marks sentences of a text that another version withholds, or nearly so. */
export function withAlike(text: string, isWithheld: IsWithheld): string {
  let marked = '';
  let last = 0;
  for (const { start, end, words } of sentencesIn(text)) {
    if (!isWithheld(words)) continue;
    marked += `${text.slice(last, start)}<!-- private -->${text.slice(start, end)}<!-- /private -->`;
    last = end;
  }
  return marked + text.slice(last);
}

/** What is as much like a sentence that stands openly tells nothing: another row of a table, say. */
function isAlike(words: readonly string[], { taken, pairs, open, openPairs }: Withheld): boolean {
  const said = words.join(' ');
  if (said.length < TELLING || open.has(said)) return false;
  if (words.length < 3 || taken.has(said)) return taken.has(said);
  const own = pairsOf(words);
  const found = mostIn(own, pairs);
  return found >= own.length * SHARE && found > mostIn(own, openPairs);
}

/** How many of some pairs one sentence holds, or two that follow each other. */
function mostIn(own: readonly string[], pairs: Pairs): number {
  const shared = new Map<number, number>();
  let most = 0;
  for (const pair of own) {
    for (const place of pairs.get(pair) ?? []) {
      const some = (shared.get(place) ?? 0) + 1;
      shared.set(place, some);
      most = Math.max(most, some);
    }
  }
  return most;
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Its words in lower case. */
  readonly words: readonly string[];
}

const FENCE = /^[ \t>]*(?:`{3,}|~{3,})/;
/** What begins a line that goes on with words of its own: a quote, an item of a list, a definition, a row. */
const BEGINS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|\[[^\]\n]{1,99}\]:[ \t]*|(?=\|))/;
const QUOTE = /^[ \t>]*/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const SENTENCE = /[.!?…]["”’')*_]*\s+(?=["“‘'(*_[`]*[\p{Lu}\p{N}])/gu;

/** What is marked within a sentence goes anyway. */
const TAKEN = /<!-- private -->(?:(?!<!-- private -->)[\s\S])*?<!-- \/private -->/g;

/** The sentences of a text; a row of a table and a line of code are one. Headings and marks are none. */
function sentencesIn(text: string): readonly Sentence[] {
  return blocksIn(text).flatMap(({ start, end }) => {
    const block = text.slice(start, end);
    const stops = [...block.matchAll(SENTENCE)].map(({ index, 0: stop }) => index + stop.trimEnd().length);
    return [...stops, block.length].flatMap((stop, at) => {
      const piece = block.slice(stops[at - 1] ?? 0, stop);
      const from = start + stop - piece.trimStart().length;
      const words = piece
        .replace(TAKEN, ' ')
        .replace(/<!--[\s\S]*?-->/g, ' ')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu);
      return words === null
        ? []
        : [{ start: from, end: start + block.slice(0, stop).trimEnd().length, words }];
    });
  });
}

/** Stretches of lines that belong together, without what begins them. */
function blocksIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const blocks: { readonly start: number; end: number }[] = [];
  let at = 0;
  let isCode = false;
  let goesOn = false;
  for (const line of text.split('\n')) {
    const [start, end] = [at, at + line.length];
    at = end + 1;
    const isFence = FENCE.test(line);
    if (isFence) isCode = !isCode;
    const ends = isFence || line.replace(QUOTE, '').trim() === '' || HEADING.test(line);
    if (ends || OPENING.test(line) || CLOSING.test(line)) {
      goesOn = false;
      continue;
    }
    const begins = isCode ? null : BEGINS.exec(line);
    const last = blocks.at(-1);
    if (goesOn && begins === null && !isCode && last !== undefined) last.end = end;
    else blocks.push({ start: start + (begins ?? QUOTE.exec(line) ?? [''])[0].length, end });
    goesOn = !isCode;
  }
  return blocks;
}
