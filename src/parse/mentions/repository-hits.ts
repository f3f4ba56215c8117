import { firstFrom } from '../first-from.ts';
import { repositoryCalled } from './beside.ts';
import type { Setting } from './setting.ts';
import { fold, matchesOf } from './words.ts';

/** A place in a text where a repository is named. */
export interface RepositoryHit {
  readonly start: number;
  readonly end: number;
  /** Its name, of today or of earlier. */
  readonly name: string;
}

/** Every place of a text that names a repository by one of its words, in order; offsets into the text. */
export function repositoryHits(text: string, { config, repositoryWords }: Setting): readonly RepositoryHit[] {
  if (repositoryWords === null) return [];
  const hits: RepositoryHit[] = [];
  for (const { 0: word, index } of matchesOf(repositoryWords, text)) {
    const name = repositoryCalled(fold(word), config.repos);
    if (name !== null) hits.push({ start: index, end: index + word.length, name });
  }
  return hits;
}

const startOf = ({ start }: RepositoryHit): number => start;

/** The last hit that ends before an offset, or null. */
export function repositoryBefore(hits: readonly RepositoryHit[], offset: number): RepositoryHit | null {
  return hits[firstFrom(hits, offset, startOf) - 1] ?? null;
}

/** The first hit that begins at an offset or after it, or null. */
export function repositoryAfter(hits: readonly RepositoryHit[], offset: number): RepositoryHit | null {
  return hits[firstFrom(hits, offset, startOf)] ?? null;
}
