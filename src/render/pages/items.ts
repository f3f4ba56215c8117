import { bySort } from '../../link/touched.ts';
import { counted } from '../../parse/in-threes.ts';
import { groupBy } from '../../read/order.ts';
import type { Item, SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { inPages } from '../paging.ts';
import type { Site } from '../site.ts';
import { itemView, wholeItemView } from '../view/items.ts';

import { namingCommitsView } from '../view/naming-commits.ts';
import { citedPages } from './cited.ts';
import { page } from './page.ts';

/** What items of a sort are called. */
const SORTS: Readonly<Record<Item['sort'], readonly [one: string, many: string]>> = {
  decision: ['Decision', 'Decisions'],
  candidate: ['Candidate', 'Candidates'],
  'change-request': ['Change request', 'Change requests'],
  option: ['Option', 'Options'],
  finding: ['Finding', 'Findings'],
  gate: ['Gate', 'Gates'],
};

const INDEX = 'items/index.html';

/** Every item of the record: a page for each, and one that lists them by sort. */
export function* itemPages(site: Site): Generator<SiteFile> {
  const items = bySort(site.graph.items);
  const sorts = [...groupBy(items, ([, item]) => item.sort)].map(([sort, own]) => ({
    id: `page-${sort}`,
    title: SORTS[sort][1],
    count: own.length,
    items: own,
  }));
  yield* inPages(INDEX, sorts, (at, part, paging) =>
    page(site, at, 'items.liquid', 'Items', {
      count: counted(items.length, 'item'),
      sorts: part.map((sort) => ({
        ...sort,
        items: sort.items.map(([key, item]) => itemView(site, key, item, at)),
      })),
      paging,
    }),
  );
  for (const [key, item] of items) yield* itemFiles(site, key, item);
}

/** The page of one item, and those of all that names it where it cannot hold them. */
export function* itemFiles(site: Site, key: string, item: Item): Generator<SiteFile> {
  const at = site.addresses.item.get(key) ?? '';
  yield page(site, at, 'item.liquid', item.id, {
    sort: SORTS[item.sort][0],
    up: { text: 'Items', href: hrefBetween(at, INDEX) },
    item: wholeItemView(site, key, item, at),
    naming: namingCommitsView(site, site.commitNames?.items.get(key) ?? [], at),
  });
  const cited = site.addresses.cited.get(key);
  if (cited !== undefined)
    yield* citedPages(site, cited, site.itemEdges.get(key) ?? [], { text: item.id, at });
}
