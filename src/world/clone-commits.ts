/** The commits that the refs of a clone lead to. */
export interface CommitIndex {
  /** Full hashes that begin with a prefix, in order. */
  readonly beginningWith: (prefix: string) => readonly string[];
  readonly has: (oid: string) => boolean;
  readonly isPublished: (oid: string) => boolean;
  /** Null for a commit without parents, and for one that is not there. */
  readonly firstParent: (oid: string) => string | null;
}

/**
 * Indexes what `git rev-list --parents` prints: one commit a line, its parents behind it. Published is what
 * can be reached from one of `tips`.
 */
export function indexCommits(printed: string, tips: readonly string[]): CommitIndex {
  const parents = new Map<string, readonly string[]>();
  for (const line of printed.split('\n')) {
    const [oid, ...rest] = line.split(' ');
    if (oid) parents.set(oid, rest);
  }
  const published = new Set<string>();
  const waiting = tips.filter((tip) => parents.has(tip));
  for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
    if (published.has(oid)) continue;
    published.add(oid);
    waiting.push(...(parents.get(oid) ?? []));
  }
  const sorted = [...parents.keys()].sort();
  return {
    beginningWith: (prefix) => withPrefix(sorted, prefix),
    has: (oid) => parents.has(oid),
    isPublished: (oid) => published.has(oid),
    firstParent: (oid) => parents.get(oid)?.[0] ?? null,
  };
}

/** The part of a sorted list that begins with a prefix, found by halves. */
export function withPrefix(sorted: readonly string[], prefix: string): readonly string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < prefix) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(prefix)) end += 1;
  return sorted.slice(low, end);
}
