import { compareVersions } from '../../parse/version.ts';
import { byText, push } from '../../read/order.ts';
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
  help: ({ cycle }) =>
    cycle.length === 1
      ? 'Name the note or the version that came before, or delete `supersedes`.'
      : 'Delete `supersedes` from the note that came first.',
  *graph({ graph }) {
    const replaces = olderInCircles(graph);
    const done = new Set<string>();
    for (const { newer, older, span } of [...graph.supersessions].sort(byPlace)) {
      if (span === null || done.has(newer) || !replaces.has(newer)) continue;
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
  return byText(a.newer, b.newer) || (a.span?.start ?? 0) - (b.span?.start ?? 0);
}

type Replaced = ReadonlyMap<string, readonly string[]>;

/** Path → paths that it replaces, of those that lie in a circle or between two. */
function olderInCircles(graph: Graph): Replaced {
  const pairs = graph.supersessions.map(({ newer, older }): Pair => [newer, older]);
  for (const { versions } of graph.lineages.values()) {
    versions.forEach((newer, index) => {
      const older = versions[index - 1];
      if (!older?.version || !newer.version || compareVersions(older.version, newer.version) >= 0) return;
      pairs.push([newer.path, older.path]);
    });
  }
  const down = grouping(pairs);
  const up = grouping(pairs.map(([newer, older]): Pair => [older, newer]));
  const open = new Set([...without(down, up), ...without(up, down)]);
  return grouping(pairs.filter(([newer, older]) => !open.has(newer) && !open.has(older)));
}

type Pair = readonly [from: string, to: string];

function grouping(pairs: readonly Pair[]): Replaced {
  const groups = new Map<string, string[]>();
  for (const [from, to] of pairs) push(groups, from, to);
  return groups;
}

/** The paths from which every way ends: taken away one by one, beginning with those that lead nowhere. */
function without(ways: Replaced, back: Replaced): ReadonlySet<string> {
  const left = new Map([...ways].map(([from, to]) => [from, to.length]));
  const gone = new Set([...back.keys()].filter((path) => !ways.has(path)));
  for (const path of gone) {
    for (const from of back.get(path) ?? []) {
      const more = (left.get(from) ?? 0) - 1;
      left.set(from, more);
      if (more === 0) gone.add(from);
    }
  }
  return gone;
}

/** A shortest way down from one path to another, both included, or null. */
function wayBetween(from: string, to: string, next: Replaced): readonly string[] | null {
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
