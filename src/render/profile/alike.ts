import { push } from '../../read/order.ts';
import { CLOSING, OPENING, type Parted } from './passages.ts';

/**
 * What the versions of a note with marks withhold, or show, sentence by sentence: an earlier one may say the same under
 * another heading, in other lines, or with a word changed. Versions say nearly all the same, so each thing stands there
 * once, with the numbers of the versions that say it.
 */
interface Said {
  /** Sentences, list items, rows and lines of code → the versions. */
  readonly sentences: ReadonlyMap<string, readonly number[]>;
  /** Two words that follow each other → places, each a sentence with the one before it. */
  readonly pairs: ReadonlyMap<string, readonly number[]>;
  /** The versions that have a place, by its number. */
  readonly versions: readonly (readonly number[])[];
}

/** How much of a sentence must be found in one that is withheld, or in two that follow each other. */
const SHARE = 0.5;
/** Places that a pair is looked for in: one that stands everywhere tells them from no other. */
const MANY = 1000;
/** Letters of a sentence that tells something. */
const TELLING = 4;

/** Whether a sentence of these words is one that some version withholds, or nearly so. */
export type IsWithheld = (words: readonly string[]) => boolean;

/** What the versions of a note, each by what it marks, withhold together. */
export function withheldIn(versions: readonly Parted[]): IsWithheld {
  const taken = saidIn(versions.map((one) => one.taken.flatMap(wordsIn)));
  const open = saidIn(versions.map(({ shown }) => wordsIn(shown)));
  const known = new Map<string, boolean>();
  return (words) => {
    const said = words.join(' ');
    const isKnown = known.get(said) ?? isAlike(words, taken, open);
    known.set(said, isKnown);
    return isKnown;
  };
}

function wordsIn(text: string): readonly (readonly string[])[] {
  return sentencesIn(text).map(({ words }) => words);
}

function saidIn(versions: readonly (readonly (readonly string[])[])[]): Said {
  const sentences = new Map<string, number[]>();
  const pairs = new Map<string, number[]>();
  const places = new Map<string, number[]>();
  for (const [version, said] of versions.entries()) {
    for (let at = 0; at <= said.length; at += 1) {
      const [before = [], words = []] = [said[at - 1], said[at]];
      const sentence = words.join(' ');
      if (words.length > 0 && sentences.get(sentence)?.at(-1) !== version) push(sentences, sentence, version);
      const place = `${before.join(' ')}\n${sentence}`;
      const others = places.get(place);
      if (others === undefined) {
        for (const pair of new Set([...pairsOf(before), ...pairsOf(words)]))
          if ((pairs.get(pair)?.length ?? 0) < MANY) push(pairs, pair, places.size);
      }
      if (others?.at(-1) !== version) push(places, place, version);
    }
  }
  return { sentences, pairs, versions: [...places.values()] };
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

/** What is as much like a sentence that stands openly in the same version tells nothing: another row of a table, say. */
function isAlike(words: readonly string[], taken: Said, open: Said): boolean {
  const said = words.join(' ');
  if (said.length < TELLING) return false;
  const showing = new Set(open.sentences.get(said));
  if (taken.sentences.get(said)?.some((version) => !showing.has(version))) return true;
  if (words.length < 3) return false;
  const own = pairsOf(words);
  const shown = sharesOf(own, open);
  const alike = (share: number): ReadonlySet<number> =>
    new Set([...shown].flatMap(([place, its]) => (its >= share ? (open.versions[place] ?? []) : [])));
  const byShare = new Map<number, ReadonlySet<number>>();
  for (const [place, share] of sharesOf(own, taken)) {
    if (share < own.length * SHARE) continue;
    const others = byShare.get(share) ?? alike(share);
    byShare.set(share, others);
    if (taken.versions[place]?.some((version) => !showing.has(version) && !others.has(version))) return true;
  }
  return false;
}

/** Place → how many of some pairs it holds, for those that hold any. */
function sharesOf(own: readonly string[], { pairs }: Said): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  for (const pair of own)
    for (const place of pairs.get(pair) ?? []) shares.set(place, (shares.get(place) ?? 0) + 1);
  return shares;
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
