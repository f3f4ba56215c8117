import { push } from '../../read/order.ts';
import type { Graph, Item, ItemPlace } from '../../types.ts';

/** An item at one of the places that state it. */
export interface Stated {
  /** As in `Graph.items`. */
  readonly key: string;
  readonly item: Item;
  readonly place: ItemPlace;
}

/** Path of a note → what it states of items, in order of key, then of place. */
export function itemsByNote({ items }: Pick<Graph, 'items'>): ReadonlyMap<string, readonly Stated[]> {
  const byNote = new Map<string, Stated[]>();
  for (const [key, item] of items) {
    for (const place of item.places) push(byNote, place.path, { key, item, place });
  }
  return byNote;
}
