/** A slip of two neighbouring letters, one letter more, one less or one other: each counts 1. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit + 1;
}

/** Case, spaces and underscores are what people vary without meaning it. */
function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_]+/g, '-');
}

const LONGEST = 100;

/** How many slips a word of this length may have. */
export const slipsIn = ({ length }: string): number => (length <= 5 ? 1 : length <= 9 ? 2 : 3);

/**
 * The candidate that a mistyped word most likely meant: at most one slip in a word of up to 5 letters, two up
 * to 9, three beyond, and never more than `most`. Case and `_` for `-` are free. Of equally near ones the
 * first wins; null when none is near, or when the word is over 100 characters long.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string | null {
  const folded = fold(word);
  if (folded.length > LONGEST) return null;
  let limit = Math.min(most, slipsIn(folded));
  let found: string | null = null;
  for (const candidate of candidates) {
    // Folding costs more than what it would find here.
    if (Math.abs(candidate.length - folded.length) > limit) continue;
    const slips = distance(folded, fold(candidate), limit);
    if (slips > limit || slips >= candidate.length) continue;
    if (slips === 0) return candidate;
    found = candidate;
    limit = slips - 1;
  }
  return found;
}

/**
 * The known key that a key of an open head was meant to be, for heads in which other keys are welcome: one
 * slip at most, that key not there already, and no other form of the word or short word (`authors`, `updated`, `data`,
 * `uid`).
 */
export function mistyped(key: string, known: Iterable<string>, present: ReadonlySet<string>): string | null {
  const near = nearest(key, known, 1);
  if (near === null || present.has(near)) return null;
  const folded = fold(key);
  if (folded === near) return near;
  if (`${folded}s` === near || (`${near}s` === folded && !near.endsWith('s'))) return null;
  // `updated` is no slip of `updates`, and neither is `deciders` of `decides`.
  const [one, other] = [folded, near].map((word) => /^(.+?)(?:rs?|[ds])$/.exec(word)?.[1]);
  if (one !== undefined && one === other) return null;
  const short = near.length <= 4;
  return short && !sameLetters(key, near) ? null : near;
}

function sameLetters(a: string, b: string): boolean {
  const sorted = (word: string): string => [...word.toLowerCase()].sort().join('');
  return sorted(a) === sorted(b);
}
