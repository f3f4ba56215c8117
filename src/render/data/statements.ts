import type { Claim, Item, ItemPlace, JsonObject } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import type { Site } from '../site.ts';

type Of = Pick<Site, 'config'>;

/** An item as data, under its key in the graph: where it is defined, and every place that states it. */
export function itemData(site: Of, key: string, item: Item): JsonObject {
  const place = ({ path, slug, title, state }: ItemPlace): JsonObject => ({
    path: recordPath(site.config, path),
    slug,
    title,
    state,
  });
  const { id, sort, title, state } = item;
  return { key, id, sort, title, state, definition: place(item.definition), places: item.places.map(place) };
}

/** A claim as data: what a note says, and what was found. */
export function claimData({ config }: Of, claim: Claim): JsonObject {
  const { from, statement, recorded, state, live, why, overtaken, evidence, span } = claim;
  return {
    from: recordPath(config, from),
    type: statement.type,
    recorded,
    state,
    live,
    why,
    overtaken,
    evidence: evidence === null ? null : { ...evidence },
    ...span,
  };
}
