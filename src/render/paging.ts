import type { Page, SiteFile } from '../types.ts';
import { hrefBetween } from './href.ts';
import type { LinkView } from './view/masthead.ts';

/** Entries of a long list on a page. */
export const PAGE_OF = 150;

/** One page of a list among the others. */
export interface Paging {
  /** The pages in order; none when there is but one. */
  readonly pages: readonly (LinkView & { readonly here: boolean })[];
  /** `page 2 of 3`, empty when there is but one. */
  readonly told: string;
}

/** Something with a list of its own, such as a heading. */
interface Group<T> {
  readonly items: readonly T[];
}

/**
 * A file for each part of a long list: the first at its address, the others behind it, at `page/2/` and so on. Groups
 * go on from one part to the next.
 */
export function* inPages<T, G extends Group<T>>(
  at: string,
  groups: readonly G[],
  make: (here: string, part: readonly G[], paging: Paging) => Page,
  size = PAGE_OF,
): Generator<SiteFile> {
  const parts = partsOf(groups, size);
  for (const [index, part] of parts.entries()) {
    yield make(pageAddress(at, index), part, pagingOf(at, index, parts.length));
  }
}

/** Where a page among those of a list stands, the first being 0. */
export function pageAddress(at: string, index: number): string {
  return index === 0 ? at : at.replace(/index\.html$/, `page/${index + 1}/index.html`);
}

/** The address of the first page of a list that a page belongs to. */
export function firstAddress(at: string): string {
  return at.replace(/page\/\d+\/index\.html$/, 'index.html');
}

/** A page of a list among `count` of them, the first being 0. */
export function pagingOf(at: string, index: number, count: number): Paging {
  if (count === 1) return { pages: [], told: '' };
  const here = pageAddress(at, index);
  const pages = Array.from({ length: count }, (_, other) => ({
    text: String(other + 1),
    href: hrefBetween(here, pageAddress(at, other)),
    here: other === index,
  }));
  return { pages, told: `page ${index + 1} of ${count}` };
}

/** Groups cut into parts of so many items; without any item there is one part. */
function partsOf<T, G extends Group<T>>(groups: readonly G[], size: number): readonly (readonly G[])[] {
  const parts: G[][] = [[]];
  let room = size;
  for (const group of groups) {
    for (let from = 0; from < group.items.length; ) {
      if (room === 0) {
        parts.push([]);
        room = size;
      }
      const items = group.items.slice(from, from + room);
      parts.at(-1)?.push({ ...group, items });
      from += items.length;
      room -= items.length;
    }
  }
  return parts;
}
