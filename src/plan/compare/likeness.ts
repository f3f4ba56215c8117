/** How often each word stands in a text. */
export interface WordCounts {
  readonly words: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Words of a text that are counted; what follows in a longer one says little more. */
const MOST = 5000;

/** Counts the words of a text, case and punctuation aside. */
export function wordCounts(text: string): WordCounts {
  const words = new Map<string, number>();
  let total = 0;
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    words.set(word, (words.get(word) ?? 0) + 1);
    total += 1;
    if (total === MOST) break;
  }
  return { words, total };
}

/** The share of words that two texts have in common, from 0 to 1, whatever their order; 1 for two without words. */
export function likeness(one: WordCounts, other: WordCounts): number {
  const all = one.total + other.total;
  if (all === 0) return 1;
  const [few, many] = one.words.size < other.words.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, times] of few.words) shared += Math.min(times, many.words.get(word) ?? 0);
  return (2 * shared) / all;
}
