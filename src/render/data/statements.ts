import type { Claim, Item, ItemPlace, JsonObject } from '../../types.ts';
import { type PathNaming, withoutNulls } from './edge.ts';

/** An item as data, under its key in the graph: where it is defined, and every place that states it. */
export function itemData(key: string, item: Item, naming: PathNaming): JsonObject {
  const place = ({ path, slug, title, state }: ItemPlace): JsonObject => ({
    ...naming(path),
    ...withoutNulls({ slug, title, state }),
  });
  const { id, sort, title, state } = item;
  return { key, id, sort, title, state, definition: place(item.definition), places: item.places.map(place) };
}

/** A claim as data, without the note that makes it: what it says, and what was found. What was not found is left out. */
export function claimData({
  statement,
  recorded,
  state,
  live,
  why,
  overtaken,
  evidence,
  span,
}: Claim): JsonObject {
  return withoutNulls({
    type: statement.type,
    recorded,
    state,
    live,
    why,
    overtaken,
    evidence: evidence === null ? null : { ...evidence },
    ...span,
  });
}
