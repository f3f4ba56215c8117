import { natural } from '../read/natural.ts';
import { byText } from '../read/order.ts';
import type { Document, Graph, Item } from '../types.ts';
import { ITEM_SORTS } from '../validate/item-shape.ts';
import { byAge } from './lineages.ts';

/** Key of an item → the newest note that states or names it. */
export function touchedLast({ byPath, items, out }: Graph): ReadonlyMap<string, Document> {
  const newest = new Map<string, Document>();
  const touch = (key: string, path: string): void => {
    const document = byPath.get(path);
    const known = newest.get(key);
    if (document !== undefined && (known === undefined || byAge(known, document) < 0))
      newest.set(key, document);
  };
  for (const [key, { places }] of items) for (const { path } of places) touch(key, path);
  for (const [path, edges] of out) {
    for (const { to } of edges) if (to?.type === 'item') touch(to.item, path);
  }
  return newest;
}

/** Items by sort, then by the phase or note in which they mean something, family and number. */
export function bySort(items: Graph['items']): readonly (readonly [key: string, item: Item])[] {
  return [...items].toSorted(
    ([, a], [, b]) =>
      ITEM_SORTS.indexOf(a.sort) - ITEM_SORTS.indexOf(b.sort) ||
      natural(a.within ?? '', b.within ?? '') ||
      natural(a.family, b.family) ||
      (a.number ?? 0) - (b.number ?? 0) ||
      byText(a.id, b.id),
  );
}
