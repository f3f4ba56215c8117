import { natural } from '../read/natural.ts';
import type { Document, Graph } from '../types.ts';

/** Which notes cite which, by id: the current version of the one any version of the other. Most mentions first. */
export interface Citations {
  readonly cites: ReadonlyMap<string, readonly string[]>;
  readonly citedBy: ReadonlyMap<string, readonly string[]>;
}

/** The notes around one, two steps deep: `before` cite towards it, `after` are cited from it. */
export interface Neighbourhood {
  readonly before: readonly [first: readonly string[], second: readonly string[]];
  readonly after: readonly [first: readonly string[], second: readonly string[]];
  /** Pairs of ids, each citing the other's next. */
  readonly links: readonly (readonly [from: string, to: string])[];
  /** Notes that would be there too. */
  readonly left: number;
}

/** Notes in one step of one direction; with the note itself no more than fifty stand in a drawing. */
const MOST_NEAR = 12;
const MOST_FAR = 12;
/** Notes that are looked at beyond one of the first step. */
const MOST_SEEN = 24;

/** Gathers who cites whom in one pass over the edges of a record. */
export function citationsOf({ out, byPath, lineages }: Graph): Citations {
  const counts = new Map<string, Map<string, number>>();
  for (const { id, current } of lineages.values()) {
    const cited = new Map<string, number>();
    for (const { to } of out.get(current.path) ?? []) {
      const target = to !== null && 'path' in to ? byPath.get(to.path)?.id : undefined;
      if (target !== undefined && target !== id) cited.set(target, (cited.get(target) ?? 0) + 1);
    }
    if (cited.size > 0) counts.set(id, cited);
  }
  const transposed = new Map<string, Map<string, number>>();
  for (const [from, cited] of counts) {
    for (const [to, count] of cited) {
      const citing = transposed.get(to);
      if (citing === undefined) transposed.set(to, new Map([[from, count]]));
      else citing.set(from, count);
    }
  }
  return { cites: ranked(counts), citedBy: ranked(transposed) };
}

function ranked(
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...counts].map(([id, others]) => [
      id,
      [...others]
        .sort(([left, one], [right, other]) => other - one || natural(left, right))
        .map(([other]) => other),
    ]),
  );
}

/** The neighbourhood of a note; null for one that nothing cites and that cites nothing. */
export function neighbourhoodOf(
  { id }: Pick<Document, 'id'>,
  { cites, citedBy }: Citations,
): Neighbourhood | null {
  const seen = new Set([id]);
  let left = 0;
  const take = (ids: readonly string[], most: number): readonly string[] => {
    const fresh = [...new Set(ids)].filter((one) => !seen.has(one));
    left += Math.max(0, fresh.length - most);
    const taken = fresh.slice(0, most);
    for (const one of taken) seen.add(one);
    return taken;
  };
  const beyond = (ids: readonly string[], of: ReadonlyMap<string, readonly string[]>) =>
    ids.flatMap((one) => (of.get(one) ?? []).slice(0, MOST_SEEN));
  const after = take(cites.get(id) ?? [], MOST_NEAR);
  const before = take(citedBy.get(id) ?? [], MOST_NEAR);
  if (after.length + before.length === 0) return null;
  const afterThat = take(beyond(after, cites), MOST_FAR);
  const beforeThat = take(beyond(before, citedBy), MOST_FAR);
  const between = (from: readonly string[], to: readonly string[]) =>
    from.flatMap((one) => {
      const cited = new Set(cites.get(one) ?? []);
      return to.filter((other) => cited.has(other)).map((other) => [one, other] as const);
    });
  return {
    before: [before, beforeThat],
    after: [after, afterThat],
    links: [
      ...between(beforeThat, before),
      ...between(before, [id]),
      ...between([id], after),
      ...between(after, afterThat),
    ],
    left,
  };
}
