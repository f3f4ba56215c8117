import { stemOf } from '../../parse/version.ts';
import type { Graph, GraphReport, GraphView, Item } from '../../types.ts';
import { familiesOf } from '../item/families.ts';

/** What is told of an item whose id another branch has given away too. */
type Taken = GraphReport<{
  readonly number: string;
  readonly other: string;
  readonly branch: string;
  readonly note: '';
  readonly free: string;
}>;

/**
 * Items that an entry of a head defines here, and that an entry in another note defines on a branch which is not merged.
 * The kinds of both notes must define such items: a manifest of another branch may well restate what ours defines.
 */
export function* takenItems({ graph, kinds }: GraphView): Iterable<Taken> {
  const told = new Set<string>();
  const families = familiesOf(graph);
  for (const { branch, path, number, item: kind } of graph.ledger.record?.numbers ?? []) {
    const item = kind === undefined ? undefined : graph.items.get(number);
    if (item === undefined || told.has(number) || item.sort === 'change-request') continue;
    if (kinds.get(kind ?? '')?.defines.includes(item.sort) !== true || isOurs(path, item, graph)) continue;
    const place = item.places.findLast(
      (one) => one.defines && one.as === 'entry' && graph.byPath.get(one.path)?.archived === false,
    );
    if (place === undefined) continue;
    told.add(number);
    const last = Math.max(0, ...(families.get(item.family) ?? []).map((one) => one.number ?? 0));
    const free = item.id.replace(/\d+$/, String(last + 1));
    yield { path: place.path, span: place.span, data: { number, other: path, branch, note: '', free } };
  }
}

/** Whether a path is that of a version of a note which states the item here. */
function isOurs(path: string, { places }: Item, { byPath }: Graph): boolean {
  const stem = stemOf(path);
  return places.some((place) => stemOf(place.path) === stem || byPath.get(place.path)?.id === stem);
}
