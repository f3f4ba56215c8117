import { Refusal } from '../refusal.ts';
import type { Kind } from '../types.ts';
import { nearest } from '../validate/nearest.ts';

/**
 * The kind of that name.
 * @throws Refusal with the nearest one, or with all, when there is none.
 */
export function kindNamed(kinds: ReadonlyMap<string, Kind>, name: string): Kind {
  const kind = kinds.get(name);
  if (kind !== undefined) return kind;
  const near = nearest(name, kinds.keys());
  const advice =
    near === null ? `there are ${[...kinds.keys()].sort().join(', ')}.` : `did you mean ${near}?`;
  throw new Refusal(`There is no kind ${JSON.stringify(name)}: ${advice}`);
}
