import { once } from '../../parse/once.ts';
import type { Profile } from '../../types.ts';
import { withoutPassages } from './passages.ts';
import { addressesOf, type HiddenNames, literals, ofNames, type Pattern, patternsOf } from './patterns.ts';
import { type Reading, readingOf, readingsOf } from './reading.ts';
import { withoutReferences } from './references.ts';
import { wordsOf } from './standing-names.ts';

/** One place that a profile does not show. */
interface Hit {
  readonly matter: Pattern['matter'];
  readonly word: string;
  /** In the text as it is written. */
  readonly start: number;
  readonly end: number;
}

/** What a profile does to texts. */
export interface Mask {
  /** What is private in a text, in order, none within another. */
  readonly find: (text: string) => readonly Hit[];
  /** The text with `‹masked …›` in the place of each. The same text gives the same. */
  readonly mask: (text: string) => string;
  /** The same mask for a text that does not show some of its own sections, by their addresses. */
  readonly without: (sections: readonly string[]) => Mask;
}

/**
 * The mask of a profile that leaves out what is called so. With `passages`, what a note marks as private goes as well.
 */
export function maskOf(profile: Profile, hidden: HiddenNames = NOTHING, passages = true): Mask {
  const targets = [
    { word: 'note', among: ofNames(hidden.names, { of: literals }) },
    { word: 'section', among: ofNames(hidden.addresses, { of: literals }) },
  ];
  return maskBy(patternsOf(profile, hidden), targets, passages);
}

const NOTHING: HiddenNames = { names: [], addresses: [] };

/** What looks for many names is large: all masks of a profile share them. */
function maskBy(
  patterns: readonly Pattern[],
  hidden: readonly Omit<Pattern, 'matter'>[],
  passages: boolean,
): Mask {
  const wordOf = (target: string): string | null => {
    const { text } = readingOf(target);
    const words = once(() => wordsOf(text));
    const found = hidden.find(({ among }) =>
      among(text, words).some((pattern) => text.search(pattern) !== -1),
    );
    return found?.word ?? null;
  };
  const find = (text: string): readonly Hit[] => findHits(text, patterns);
  return {
    find,
    mask: (written) => {
      let text = withoutReferences(passages ? withoutPassages(written) : written, wordOf);
      // What was hidden behind one place may show once that is masked.
      for (let hits = find(text); hits.length > 0; hits = find(text)) text = replaced(text, hits);
      return text;
    },
    without: (sections) => {
      const own = { word: 'section', among: ofNames(sections, { of: addressesOf }) };
      return maskBy([...patterns, { matter: 'word', ...own }], [...hidden, own], passages);
    },
  };
}

/** What stands where something was: its own words are not looked at again. */
const MASKED = /‹masked [^‹›]{1,20}›/g;

function replaced(text: string, hits: readonly Hit[]): string {
  let masked = '';
  let last = 0;
  for (const { start, end, word } of hits) {
    masked += `${text.slice(last, start)}‹masked ${word}›`;
    last = end;
  }
  return masked + text.slice(last);
}

function findHits(text: string, patterns: readonly Pattern[]): readonly Hit[] {
  const hits = readingsOf(text).flatMap((reading) => hitsIn(reading, patterns));
  hits.sort((one, other) => one.start - other.start || other.end - one.end);
  const apart: Hit[] = [];
  for (const hit of hits) {
    const last = apart.at(-1);
    if (last === undefined || hit.start >= last.end) apart.push(hit);
    else if (hit.end > last.end) apart[apart.length - 1] = { ...last, end: hit.end };
  }
  return apart;
}

function hitsIn({ text: read, origin, originOfEnd }: Reading, patterns: readonly Pattern[]): readonly Hit[] {
  const done = [...read.matchAll(MASKED)].map(
    ({ index, 0: token }) => [index, index + token.length] as const,
  );
  const isDone = (start: number, end: number): boolean =>
    done.some(([from, to]) => from <= start && end <= to);
  const words = once(() => wordsOf(read));
  return patterns.flatMap(({ matter, word, among }) =>
    among(read, words)
      .flatMap((pattern) => [...read.matchAll(pattern)])
      .filter((match) => match[0] !== '' && !isDone(match.index, match.index + match[0].length))
      .map((match) => ({
        matter,
        word,
        start: origin(match.index),
        end: originOfEnd(match.index + match[0].length),
      })),
  );
}

/** A value with every text in it masked: lists, objects, maps and sets through and through. */
export function maskedValue<T>(value: T, mask: Mask['mask']): T {
  const through = (of: unknown): unknown => {
    if (typeof of === 'string') return mask(of);
    if (typeof of !== 'object' || of === null) return of;
    if (Array.isArray(of)) return of.map(through);
    if (of instanceof Map) return new Map([...of].map(([key, one]) => [through(key), through(one)]));
    if (of instanceof Set) return new Set([...of].map(through));
    if (Object.getPrototypeOf(of) !== Object.prototype && Object.getPrototypeOf(of) !== null) return of;
    return Object.fromEntries(Object.entries(of).map(([key, one]) => [key, through(one)]));
  };
  return through(value) as T;
}
