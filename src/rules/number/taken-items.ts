import { stemOf } from '../../parse/version.ts';
import type { Graph, GraphReport, GraphView, Item } from '../../types.ts';

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
  const elsewhere = (graph.ledger.record?.numbers ?? []).filter(({ item }) => item !== undefined);
  if (elsewhere.length === 0) return;
  const told = new Set<string>();
  const free = freeAfter([
    ...[...graph.items.values()].map(({ id }) => id),
    ...elsewhere.map(({ number }) => number),
  ]);
  for (const { branch, path, number, item: kind = '' } of elsewhere) {
    const item = graph.items.get(number);
    if (item === undefined || told.has(number) || item.sort === 'change-request') continue;
    if (kinds.get(kind)?.defines.includes(item.sort) !== true || isOurs(path, item, graph)) continue;
    const place = item.places.findLast(
      (one) => one.defines && one.as === 'entry' && graph.byPath.get(one.path)?.archived === false,
    );
    if (place === undefined) continue;
    told.add(number);
    const data = { number, other: path, branch, note: '', free: free(item.id) } as const;
    yield { path: place.path, span: place.span, data };
  }
}

/** Gives, for an id, the one after the last of those that begin like it; each but once. */
function freeAfter(ids: readonly string[]): (id: string) => string {
  const parted = (id: string): readonly [string, string] => {
    const lead = id.replace(/\d+$/, '');
    return [lead, id.slice(lead.length)];
  };
  const last = new Map<string, number>();
  for (const [lead, count] of ids.map(parted)) last.set(lead, Math.max(last.get(lead) ?? 0, Number(count)));
  return (id) => {
    const [lead, count] = parted(id);
    const next = (last.get(lead) ?? 0) + 1;
    last.set(lead, next);
    return lead + String(next).padStart(count.length, '0');
  };
}

/** Whether a path is that of a version of a note which states the item here. */
function isOurs(path: string, { places }: Item, { byPath }: Graph): boolean {
  const stem = stemOf(path);
  return places.some((place) => stemOf(place.path) === stem || byPath.get(place.path)?.id === stem);
}
