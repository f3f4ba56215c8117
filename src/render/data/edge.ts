import type { Edge, EdgeTarget, Json, JsonObject } from '../../types.ts';

/** How data names the note or file at a path. */
export type PathNaming = (path: string) => JsonObject;

/**
 * Puts an edge behind what `data` says of the note it comes from: what is named, how, where it leads, in what state.
 * What it does not have is left out. A record has so many that to copy objects would cost more than all else.
 */
export function edgeData(
  { mention, to, state, facts }: Edge,
  naming: PathNaming,
  data: Record<string, Json>,
): Record<string, Json> {
  data['as'] = mention.target.type;
  if (to !== null) data['to'] = targetData(to, naming);
  data['state'] = state;
  if (facts.length > 0) data['facts'] = facts;
  return data;
}

function targetData(to: EdgeTarget, naming: PathNaming): JsonObject {
  if (!('path' in to)) return withoutNulls(to);
  const data: Record<string, Json> = { type: to.type };
  Object.assign(data, naming(to.path));
  if ('item' in to) data['item'] = to.item;
  if ('slug' in to && to.slug !== null) data['slug'] = to.slug;
  return data;
}

/** The fields of an object that hold something. */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept;
}
