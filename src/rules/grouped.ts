import { push } from '../read/order.ts';

/** Groups values by a key; groups and their values in order of appearance. */
export function grouped<T>(values: Iterable<T>, keyOf: (value: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<unknown, T[]>();
  for (const value of values) push(groups, keyOf(value), value);
  return [...groups.values()];
}
