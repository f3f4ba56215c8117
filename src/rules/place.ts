import type { Document, Span } from '../types.ts';

/**
 * Where a finding about a whole document stands: the value of the first of `keys` that its head has (keys
 * as JSON pointers), else its title, else the start of the file.
 */
export function placeOf(document: Document, ...keys: readonly string[]): Span {
  for (const key of keys) {
    const place = document.draft?.at.get(key);
    if (place !== undefined) return place.value;
  }
  return document.draft?.title?.span ?? { start: 0, end: 0 };
}
