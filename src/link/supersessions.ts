import { byText } from '../read/order.ts';
import type { Document, Lineage, Mention, Supersession } from '../types.ts';
import { byVersion } from './lineages.ts';

/** A document that a head says its note supersedes. */
export interface Said {
  readonly newer: Document;
  readonly older: Document;
  readonly mention: Mention;
}

/** True for a mention in the head field that says what a note supersedes. */
export function saysSupersedes({ field }: Mention): boolean {
  return field !== null && /^\/supersedes(?:\/\d+)?$/.test(field);
}

/** True for a mention of a part of a document: what else stands in it stays in force. */
export function namesPart({ target }: Mention): boolean {
  return target.type === 'document' && target.anchor !== null;
}

/**
 * All supersessions: those that heads say, and each version of a lineage over the one before it unless a head says
 * that too. Sorted by newer path, older path, place.
 */
export function supersessionsOf(
  lineages: ReadonlyMap<string, Lineage>,
  said: readonly Said[],
): readonly Supersession[] {
  const all = new Map<string, Supersession>();
  for (const { versions } of lineages.values()) {
    for (const [newer, older] of neighbours(versions)) {
      all.set(`${newer.path}\n${older.path}`, { newer: newer.path, older: older.path, span: null });
    }
  }
  for (const { newer, older, mention } of said) {
    const key = `${newer.path}\n${older.path}`;
    if (all.get(key)?.span) continue;
    all.set(key, { newer: newer.path, older: older.path, span: mention.span });
  }
  return [...all.values()].sort((a, b) => byText(a.newer, b.newer) || byText(a.older, b.older));
}

/** Each version with the one before it, twins left out. */
function neighbours(versions: readonly Document[]): readonly (readonly [Document, Document])[] {
  const distinct = versions.filter(
    ({ version }, at) => version !== null && byVersion(version, versions[at - 1]?.version ?? null) !== 0,
  );
  return distinct.slice(1).map((newer, at) => [newer, distinct[at] as Document]);
}

/**
 * Paths of the documents that another lineage has superseded: the one that a head names with its twins, and with
 * the current version of a lineage all its older ones.
 */
export function supersededPaths(
  lineages: ReadonlyMap<string, Lineage>,
  said: readonly Said[],
): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { newer, older } of said) {
    const lineage = lineages.get(older.id);
    if (newer.id === older.id || lineage === undefined) continue;
    const isCurrent = byVersion(older.version, lineage.current.version) === 0;
    for (const { path, version } of lineage.versions) {
      if (isCurrent || byVersion(version, older.version) === 0) paths.add(path);
    }
  }
  return paths;
}
