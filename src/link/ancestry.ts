/** True when the first commit is the second one or leads up to it. */
export type Ancestry = (older: string, newer: string) => boolean;

/** What an answer needs to know of a commit beside the main line. */
interface Aside {
  /** Commits beside the main line that lead up to it, itself included. */
  readonly before: ReadonlySet<string>;
  /** The newest place on the main line that leads up to it. */
  readonly entry: number;
}

/**
 * Tells which commit leads up to which, from the parents of all commits that the head (the first key) leads to. The
 * history is walked once; then an answer takes a step where both are on the main line of first parents or were merged
 * into it. What is not in the history leads up to nothing.
 */
export function ancestryOf(parents: ReadonlyMap<string, readonly string[]>): Ancestry {
  const [head] = parents.keys();
  const line: string[] = [];
  for (let oid = head; oid !== undefined && parents.has(oid); oid = parents.get(oid)?.[0]) line.push(oid);
  const place = new Map(line.map((oid, index) => [oid, index]));
  /** Commit → the oldest place on the main line that it leads up to: 0 is the newest. */
  const joins = new Map<string, number>();
  for (let index = line.length - 1; index >= 0; index -= 1) {
    for (const oid of reached(line[index] ?? '', parents, (one) => joins.has(one))) joins.set(oid, index);
  }
  const asides = new Map<string, Aside>();
  const asideOf = (oid: string): Aside => {
    const known = asides.get(oid) ?? readAside(oid, parents, place);
    asides.set(oid, known);
    return known;
  };
  return (older, newer) => {
    const join = joins.get(older);
    if (join === undefined || !parents.has(newer)) return false;
    const at = place.get(newer);
    if (at !== undefined) return join >= at;
    const { before, entry } = asideOf(newer);
    return before.has(older) || join >= entry;
  };
}

function readAside(
  oid: string,
  parents: ReadonlyMap<string, readonly string[]>,
  place: ReadonlyMap<string, number>,
): Aside {
  const before = reached(oid, parents, (one) => place.has(one));
  const entries = [...before].flatMap((one) => parents.get(one) ?? []).flatMap((one) => place.get(one) ?? []);
  return { before, entry: Math.min(...entries) };
}

/** A commit and what leads up to it, as far as `isBeyond` allows. */
export function reached(
  oid: string,
  parents: ReadonlyMap<string, readonly string[]>,
  isBeyond: (oid: string) => boolean = () => false,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [oid];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (found.has(one) || isBeyond(one)) continue;
    found.add(one);
    waiting.push(...(parents.get(one) ?? []));
  }
  return found;
}
