import { push } from '../../read/order.ts';
import { likeness, type WordCounts, wordCounts } from './likeness.ts';

/** A section as far as finding it again in another version needs it. */
export interface ComparedPart {
  readonly depth: number;
  readonly number: string | null;
  readonly title: string;
  /** Written by the author as `{#slug}`; null otherwise. */
  readonly explicit: string | null;
  /** Text under its heading. */
  readonly text: string;
}

/** How a section was recognised. */
export type Sign = 'id' | 'number' | 'title' | 'similarity';

/** Indices of one section in the older and the newer version. */
export interface Pair {
  readonly before: number;
  readonly after: number;
  readonly by: Sign;
}

/** Comparisons of texts in one search; beyond it the order decides. */
const MOST_COMPARISONS = 10_000;
const SAME_NUMBER = 0.2;
const OTHER_HEADING = 0.5;
/** Words from which on the likeness of two texts says something. */
const FEWEST_WORDS = 5;

type Key = (part: ComparedPart, trail: string) => string | null;

/** From the surest to the vaguest. A key that no other section of its version has decides; others go by likeness. */
const KEYS: readonly { readonly by: Sign; readonly key: Key }[] = [
  { by: 'title', key: ({ number }, trail) => `${number ?? ''} ${trail}` },
  { by: 'id', key: ({ explicit }) => explicit },
  { by: 'title', key: ({ number, title }) => `${number ?? ''} ${folded(title)}` },
  { by: 'title', key: (_part, trail) => trail },
  { by: 'title', key: ({ title }) => folded(title) },
  { by: 'title', key: ({ title }) => withoutVersion(folded(title)) },
];

/**
 * Finds the sections of an older version in a newer one: by number and title, by title, by number where the text is
 * alike, then by text alone. No section is in two pairs. Sorted by the place in the newer version.
 */
export function pairSections(
  before: readonly ComparedPart[],
  after: readonly ComparedPart[],
): readonly Pair[] {
  const older = {
    parts: before,
    trails: trailsOf(before),
    free: new Set(before.keys()),
    counts: counter(before),
  };
  const newer = {
    parts: after,
    trails: trailsOf(after),
    free: new Set(after.keys()),
    counts: counter(after),
  };
  const pairs: Pair[] = [];
  const take = (one: number, other: number, by: Sign): void => {
    if (!older.free.delete(one) || !newer.free.delete(other)) return;
    pairs.push({ before: one, after: other, by });
  };
  const alike = (one: number, other: number): number => likeness(older.counts(one), newer.counts(other));

  for (const { by, key } of KEYS) pairByKey(older, newer, key, alike, (one, other) => take(one, other, by));
  const [title, newTitle] = [onlyTitle(older), onlyTitle(newer)];
  if (title !== null && newTitle !== null) take(title, newTitle, 'similarity');
  pairByKey(
    older,
    newer,
    ({ number }) => number,
    alike,
    (one, other) => {
      if (alike(one, other) >= SAME_NUMBER) take(one, other, 'number');
    },
  );
  for (const [one, other] of likeliest([...older.free], [...newer.free], alike, OTHER_HEADING)) {
    const words = Math.min(older.counts(one).total, newer.counts(other).total);
    const level = before[one]?.depth === after[other]?.depth;
    if (level && words >= FEWEST_WORDS) take(one, other, 'similarity');
  }
  return pairs.sort((one, other) => one.after - other.after);
}

interface Side {
  readonly parts: readonly ComparedPart[];
  /** Titles of the sections around it and its own. */
  readonly trails: readonly string[];
  readonly free: Set<number>;
  readonly counts: (index: number) => WordCounts;
}

function pairByKey(
  older: Side,
  newer: Side,
  key: Key,
  alike: (one: number, other: number) => number,
  take: (one: number, other: number) => void,
): void {
  const groups = grouped(newer, key);
  for (const [name, ones] of grouped(older, key)) {
    const others = groups.get(name) ?? [];
    const [one, other] = [ones[0], others[0]];
    if (one === undefined || other === undefined) continue;
    if (ones.length === 1 && others.length === 1) take(one, other);
    else for (const [mine, yours] of likeliest(ones, others, alike, 0)) take(mine, yours);
  }
}

function grouped({ parts, trails, free }: Side, key: Key): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const index of free) {
    const part = parts[index];
    const found = part === undefined ? null : key(part, trails[index] ?? '');
    if (found === null) continue;
    // What stands before the first heading is no section without a title.
    const name = part?.depth === 0 ? `lead ${found}` : `section ${found}`;
    push(groups, name, index);
  }
  return groups;
}

/** The likeliest pairs first, each index once; of equals those that stand earlier. */
function likeliest(
  ones: readonly number[],
  others: readonly number[],
  alike: (one: number, other: number) => number,
  least: number,
): readonly (readonly [number, number])[] {
  if (ones.length * others.length > MOST_COMPARISONS) {
    return least > 0 ? [] : ones.slice(0, others.length).map((one, at) => [one, others[at] ?? 0] as const);
  }
  const found = ones.flatMap((one, at) =>
    others.map((other, to) => ({ one, other, apart: Math.abs(at - to), value: alike(one, other) })),
  );
  found.sort((a, b) => b.value - a.value || a.apart - b.apart || a.one - b.one || a.other - b.other);
  const [taken, given] = [new Set<number>(), new Set<number>()];
  return found.flatMap(({ one, other, value }) => {
    if (value < least || taken.has(one) || given.has(other)) return [];
    taken.add(one);
    given.add(other);
    return [[one, other] as const];
  });
}

/** The one heading of depth 1 that is left, when it is the only one. */
function onlyTitle({ parts, free }: Side): number | null {
  const titles = [...parts.keys()].filter((index) => parts[index]?.depth === 1);
  const [only] = titles;
  return titles.length === 1 && only !== undefined && free.has(only) ? only : null;
}

function trailsOf(parts: readonly ComparedPart[]): readonly string[] {
  const above: ComparedPart[] = [];
  return parts.map((part) => {
    while (above.length > 0 && (above.at(-1)?.depth ?? 0) >= part.depth) above.pop();
    above.push(part);
    // The title of the whole is in no trail but its own: it changes with the version.
    return above
      .filter(({ depth }) => depth > 1 || part.depth <= 1)
      .map(({ title }) => folded(title))
      .join('\n');
  });
}

function counter(parts: readonly ComparedPart[]): (index: number) => WordCounts {
  const known = new Map<number, WordCounts>();
  return (index) => {
    const counts = known.get(index) ?? wordCounts(parts[index]?.text ?? '');
    known.set(index, counts);
    return counts;
  };
}

function folded(title: string): string {
  return title.toLowerCase().replace(/\s+/g, ' ').trim();
}

function withoutVersion(title: string): string {
  return title.replace(/\bv?\d+(?:[._]\d+){1,2}\b/g, 'v');
}
