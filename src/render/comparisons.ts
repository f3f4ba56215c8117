import { type ComparableDocument, comparableVersions } from '../plan/compare/comparable.ts';
import type { Lineage } from '../types.ts';

/** Two versions of a lineage that have a page of their own. */
export interface ComparedPair {
  readonly before: ComparableDocument;
  readonly after: ComparableDocument;
  /** True where no version stands between the two. */
  readonly neighbours: boolean;
}

/** Versions of a lineage that are compared, newest first. Pages of more would cost more than anyone reads. */
const MOST = 24;

/**
 * The comparisons of a lineage that the site holds: each version with the one before it, and each with the newest.
 * Oldest first; at most two for a version, and for no more than the newest 24.
 */
export function comparedPairs(lineage: Lineage): readonly ComparedPair[] {
  const versions = comparableVersions(lineage).slice(-MOST);
  const newest = versions.at(-1);
  return versions.flatMap((before, at): ComparedPair[] => {
    const next = versions[at + 1];
    if (next === undefined || newest === undefined) return [];
    const pairs = [{ before, after: next, neighbours: true }];
    return next === newest ? pairs : [...pairs, { before, after: newest, neighbours: false }];
  });
}

/** The key of a comparison in `Addresses.compare`. */
export function comparisonKey(before: { readonly path: string }, after: { readonly path: string }): string {
  return `${before.path}\n${after.path}`;
}
