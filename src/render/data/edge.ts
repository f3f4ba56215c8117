import type { Edge, EdgeTarget, Json, JsonObject } from '../../types.ts';

/** How data names the note or file at a path. */
export type Naming = (path: string) => JsonObject;

/**
 * An edge as data, without the note it comes from: what is named, how, where it leads, in what state. What it does not
 * have is left out.
 */
export function edgeData({ mention, to, state, facts }: Edge, naming: Naming): JsonObject {
  return {
    as: mention.target.type,
    ...(to !== null && { to: targetData(to, naming) }),
    state,
    ...(facts.length > 0 && { facts }),
  };
}

function targetData(to: EdgeTarget, naming: Naming): JsonObject {
  if (!('path' in to)) return withoutNulls({ ...to });
  const { path, type, ...others } = to;
  return { type, ...naming(path), ...withoutNulls(others) };
}

/** The fields of an object that hold something. */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) if (value !== null) kept[key] = value;
  return kept;
}
