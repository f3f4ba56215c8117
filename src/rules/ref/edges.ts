import { saysSupersedes } from '../../link/supersessions.ts';
import { compareVersions, nameVersion, parseVersion } from '../../parse/version.ts';
import type { Edge, EdgeOf, EdgeState, Graph, Target, TargetOf } from '../../types.ts';
import { missingBetween } from '../lineage/succession.ts';

/**
 * Every edge whose mention has the given type, or those of one state, note by note in order of path, mention by
 * mention.
 */
export function* edgesOf<T extends Target['type']>(
  { byType }: Graph,
  type: T,
  state?: EdgeState,
): Iterable<EdgeOf<TargetOf<T>>> {
  for (const edge of byType.get(type) ?? []) {
    if (state !== undefined && edge.state !== state) continue;
    const target = edge.mention.target as TargetOf<T>;
    yield { path: edge.from, edge, target };
  }
}

/** How a document was named: `CR v0.3` for a word with a version, else the name as written. */
export function documentWritten({ by, name, version }: TargetOf<'document'>): string {
  if (version === null) return name;
  return by === 'name' ? `${name} v${version}` : by === 'wiki' ? `${name}@${version}` : name;
}

/** A section as it would be written: `§6`, `§18.1 item 4`, `Step 2c`, `#anchor`. */
export function sectionWritten({ address, part }: TargetOf<'section'>): string {
  if (/^(?:Step |#)/.test(address)) return address;
  return part === undefined ? `§${address}` : `§${address} ${part}`;
}

/**
 * True for a missing version in prose that comes right after the newest one there is: "CR v0.4 is for the next
 * session" speaks of what is to come, not of what is lost.
 */
export function isNextVersion({ state, mention, candidates }: Edge): boolean {
  const { target } = mention;
  if (state !== 'missing' || target.type !== 'document' || target.by !== 'name' || saysSupersedes(mention))
    return false;
  const wanted = parseVersion(target.version ?? '');
  const known = candidates
    .map((name) => nameVersion(name).version ?? parseVersion(name.split('@')[1] ?? ''))
    .filter((version) => version !== null);
  const newest = known.sort(compareVersions).at(-1);
  if (wanted === null || newest === undefined || compareVersions(newest, wanted) >= 0) return false;
  return missingBetween(newest, wanted) === null;
}
