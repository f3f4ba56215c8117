import type { Document } from '../types.ts';

/** Compares by code units, with runs of digits compared as numbers: `phase-9` before `phase-12`. */
export function natural(left: string, right: string): number {
  const a = left.match(/\d+|\D+/g) ?? [];
  const b = right.match(/\d+|\D+/g) ?? [];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const order = compareRuns(a[at] ?? '', b[at] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length || plain(left, right);
}

function compareRuns(left: string, right: string): number {
  if (!/^\d/.test(left) || !/^\d/.test(right)) return plain(left, right);
  const a = left.replace(/^0+/, '');
  const b = right.replace(/^0+/, '');
  return a.length - b.length || plain(a, b);
}

/** Compares by code units alone. */
export function plain(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Latest date first, undated last, then by path. */
export function newestFirst(left: Document, right: Document): number {
  return plain(right.date ?? '', left.date ?? '') || natural(left.path, right.path);
}

/** Earliest date first, undated last, then by path. */
export function oldestFirst(left: Document, right: Document): number {
  return plain(left.date ?? '~', right.date ?? '~') || natural(left.path, right.path);
}
