import { compareVersions } from '../../parse/version.ts';
import type { Graph, Rule, Supersession } from '../../types.ts';
import { joined, quoted } from '../words.ts';

/** A later version replaces the one before it, whether or not a head says so. */
export const supersessionCycle: Rule<{ cycle: readonly string[] }> = {
  id: 'lineage/supersession-cycle',
  severity: 'error',
  message: ({ cycle }) =>
    cycle.length === 1
      ? 'The note says that it supersedes itself.'
      : `These supersede each other in a circle, so none is current: ${joined(cycle.map(quoted), 'and')}.`,
  help: () => 'Delete `supersedes` from the note that came first.',
  *graph({ graph }) {
    const replaces = olderOf(graph);
    const done = new Set<string>();
    for (const { newer, older, span } of [...graph.supersessions].sort(byPlace)) {
      if (span === null || done.has(newer)) continue;
      const cycle = wayBetween(older, newer, replaces);
      if (cycle === null) continue;
      for (const path of cycle) done.add(path);
      const related = graph.supersessions.flatMap((other) =>
        other.span !== null &&
        other.newer !== newer &&
        cycle.includes(other.newer) &&
        cycle.includes(other.older)
          ? [{ path: other.newer, span: other.span, label: 'and back here' }]
          : [],
      );
      yield { path: newer, span, data: { cycle: [...cycle].sort() }, related };
    }
  },
};

function byPlace(a: Supersession, b: Supersession): number {
  if (a.newer !== b.newer) return a.newer < b.newer ? -1 : 1;
  return (a.span?.start ?? 0) - (b.span?.start ?? 0);
}

/** Path → paths that it replaces. */
function olderOf(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const replaces = new Map<string, string[]>();
  const add = (newer: string, older: string): void => {
    replaces.set(newer, [...(replaces.get(newer) ?? []), older]);
  };
  for (const { newer, older } of graph.supersessions) add(newer, older);
  for (const { versions } of graph.lineages.values()) {
    versions.forEach((newer, index) => {
      const older = versions[index - 1];
      if (!older?.version || !newer.version || compareVersions(older.version, newer.version) >= 0) return;
      add(newer.path, older.path);
    });
  }
  return replaces;
}

/** A shortest way down from one path to another, both included, or null. */
function wayBetween(
  from: string,
  to: string,
  next: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const path of cameFrom.keys()) {
    if (path === to) return trail(path, cameFrom);
    for (const older of next.get(path) ?? []) if (!cameFrom.has(older)) cameFrom.set(older, path);
  }
  return null;
}

function trail(end: string, cameFrom: ReadonlyMap<string, string | null>): readonly string[] {
  const paths: string[] = [];
  for (let path: string | null = end; path !== null; path = cameFrom.get(path) ?? null) paths.push(path);
  return paths;
}
