import { byVersion } from '../link/lineages.ts';
import { formatVersion, parseVersion } from '../parse/version.ts';
import { pathOf } from '../read/paths.ts';
import type { Document, Edge, Graph, Lineage } from '../types.ts';
import type { ListEntry } from './listing.ts';

/** What is wrong with a document that a note lists. */
export type ListProblem =
  /** Nothing in the tree is what is listed. */
  | 'missing'
  /** It may be one of several. */
  | 'ambiguous'
  /** Another version than the listed one is there, or current. */
  | 'version'
  /** Its content is not what is listed. */
  | 'content'
  /** A newer version is there than the one that a current note lists. */
  | 'newer';

/** One document that a note lists, and what the tree holds of it. */
export interface ListedDocument extends ListEntry {
  /** Null when nothing was found. */
  readonly document: Document | null;
  /** The current version of its lineage; null when nothing was found or it has none. */
  readonly newest: string | null;
  /** Git blob id of the document; null when nothing was found. */
  readonly found: string | null;
  /** True when it lies in another repository, or is said to. */
  readonly elsewhere: boolean;
  readonly problems: readonly ListProblem[];
}

/**
 * Holds the entries of a list against the tree. `oidOf` gives the blob id of a document; `current` says that the
 * list is meant to be of today, so that a newer version counts.
 */
export function judgeList(
  entries: readonly ListEntry[],
  graph: Graph,
  current: boolean,
  oidOf: (path: string) => string,
): readonly ListedDocument[] {
  return entries.map((entry) => judge(entry, graph, current, oidOf));
}

/** The document that an entry names; null when it names none, or more than one. */
export function documentListed({ edge, name }: ListEntry, graph: Graph): Document | null {
  const path = pathOf(edge?.to ?? null);
  if (path !== null) return graph.byPath.get(path) ?? null;
  if (edge !== null) return null;
  const called = name.toLowerCase();
  const fits = ({ id, current }: Lineage): boolean => id === name || current.title.toLowerCase() === called;
  const [only, ...more] = [...graph.lineages.values()].filter(fits);
  return only !== undefined && more.length === 0 ? only.current : null;
}

function judge(
  entry: ListEntry,
  graph: Graph,
  current: boolean,
  oidOf: (path: string) => string,
): ListedDocument {
  const document = documentListed(entry, graph);
  const elsewhere = isElsewhere(entry.edge);
  if (document === null) {
    const problem = entry.edge?.state === 'ambiguous' ? 'ambiguous' : 'missing';
    const problems: readonly ListProblem[] = elsewhere ? [] : [problem];
    return { ...entry, document, newest: null, found: null, elsewhere, problems };
  }
  const newest = graph.lineages.get(document.id)?.current.version ?? null;
  const found = oidOf(document.path);
  const listed = entry.version === null ? null : parseVersion(entry.version);
  const differs = entry.version !== null && (listed === null || byVersion(listed, document.version) !== 0);
  const behind = current && byVersion(document.version, newest) < 0;
  const changed = entry.oid !== null && !found.startsWith(entry.oid.toLowerCase());
  const problems: readonly ListProblem[] = [
    ...(differs ? ['version' as const] : []),
    ...(changed ? ['content' as const] : []),
    ...(behind ? ['newer' as const] : []),
  ];
  return { ...entry, document, newest: newest && formatVersion(newest), found, elsewhere, problems };
}

function isElsewhere(edge: Edge | null): boolean {
  const target = edge?.mention.target;
  const named = target?.type === 'document' && target.repository !== null;
  return (
    edge !== null &&
    (edge.to === null
      ? edge.state === 'unverified'
      : edge.to.type === 'source' || (named && edge.facts.includes('unverified')))
  );
}
