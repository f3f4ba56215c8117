import { groupBy } from '../../read/order.ts';
import type { Graph, Item } from '../../types.ts';

/** Name of a family → its items in order of number. */
export function familiesOf({ items }: Pick<Graph, 'items'>): ReadonlyMap<string, readonly Item[]> {
  const inOrder = [...items.values()].toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return groupBy(inOrder, ({ family }) => family);
}
