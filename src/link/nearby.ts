import { once } from '../parse/once.ts';
import { nameVersion } from '../parse/version.ts';
import { byText, push } from '../read/order.ts';
import { nearest, slipsIn } from '../validate/nearest.ts';

/** Finds the one of a fixed set of names that a mistyped word most likely meant, or null. */
export type Nearby = (word: string) => string | null;

/** Names that one word is held against. */
const MOST_CANDIDATES = 24;

/** What a series of names has beside its numbers: `eip-.md`. */
const SERIES = /^\p{L}*[-_\s]*(?:\.\w+)?$/u;

/** Words that are searched for; a record with more mistakes than these needs no hint for the rest. */
const MOST_SEARCHES = 1000;

/**
 * Prepares the search over `names`. Only names that share a part between hyphens with the word, the rarest part
 * first, or its first letter and length, are held against it, so that a search costs the same in any record.
 */
export function nearbyAmong(names: () => Iterable<string>): Nearby {
  const index = once(() => indexed(names()));
  const families = once(() => familiesOf(names()));
  const known = new Map<string, string | null>();
  return (word) => {
    const answer = known.get(word);
    if (answer !== undefined) return answer;
    if (known.size >= MOST_SEARCHES) return null;
    const { stem, version } = nameVersion(word);
    // A version makes any name long, and no two of them alike.
    const near = nearest(
      word,
      candidatesFor(word, index()).filter((name) => !isOtherOf(name, word, families())),
      slipsIn(version === null ? word : stem),
    );
    known.set(word, near);
    return near;
  };
}

/** A name without its digits. */
const familyOf = (name: string): string => name.toLowerCase().replace(/\d+/g, '');

/** The numbers of a name, without zeros before them. */
const numbersOf = (name: string): string => (name.match(/\d+/g) ?? []).map(Number).join(' ');

/** How many names there are of each family. */
function familiesOf(names: Iterable<string>): ReadonlyMap<string, number> {
  const families = new Map<string, number>();
  for (const name of new Set(names)) {
    const family = familyOf(name);
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  return families;
}

/** Whether a name is one of several that their numbers tell apart, and has another number than the word. */
function isOtherOf(name: string, word: string, families: ReadonlyMap<string, number>): boolean {
  const numbers = numbersOf(word);
  if (numbersOf(name) === numbers) return false;
  const family = familyOf(word);
  return (
    (SERIES.test(family) && numbers !== '') || (familyOf(name) === family && (families.get(family) ?? 0) > 1)
  );
}

function indexed(names: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort(byText)) {
    for (const key of keysOf(name, 0)) push(index, key, name);
  }
  return index;
}

function candidatesFor(word: string, index: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = [...keysOf(word, 2)].map((key) => index.get(key) ?? []).sort((a, b) => a.length - b.length);
  const candidates = new Set<string>();
  for (const list of found) {
    for (const name of list) {
      if (candidates.size >= MOST_CANDIDATES) return [...candidates];
      if (Math.abs(name.length - word.length) <= 3) candidates.add(name);
    }
  }
  return [...candidates];
}

/** The parts of a name, and its first letter with its length, give or take `reach`. */
function keysOf(name: string, reach: number): ReadonlySet<string> {
  const lower = name.toLowerCase();
  const keys = new Set(lower.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ''));
  for (let length = name.length - reach; length <= name.length + reach; length += 1) {
    keys.add(`${lower.charAt(0)} ${length}`);
  }
  return keys;
}
