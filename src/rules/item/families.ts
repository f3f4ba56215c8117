import type { Graph, Item } from '../../types.ts';
import { grouped } from '../grouped.ts';

/** Name of a family → its items in order of number. */
export function familiesOf({ items }: Pick<Graph, 'items'>): ReadonlyMap<string, readonly Item[]> {
  const inOrder = [...items.values()].toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return new Map(grouped(inOrder, ({ family }) => family).map((group) => [group[0]?.family ?? '', group]));
}
