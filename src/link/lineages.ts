import { compareVersions } from '../parse/version.ts';
import { byPath, byText, groupBy } from '../read/order.ts';
import type { Document, Lineage, Version } from '../types.ts';

const FORMATS: readonly Document['format'][] = ['md', 'html', 'docx'];

/**
 * Groups documents by id. Versions stand oldest first, twins of one version side by side, Markdown first; those
 * without a version count as the oldest. The newest is current; of several, the one that is not archived.
 */
export function lineagesOf(documents: readonly Document[]): ReadonlyMap<string, Lineage> {
  const groups = [...groupBy(documents, ({ id }) => id)].sort(([a], [b]) => byText(a, b));
  return new Map(groups.map(([id, versions]) => [id, lineage(id, versions)]));
}

function lineage(id: string, documents: readonly Document[]): Lineage {
  const versions = documents.toSorted((a, b) => byVersion(a.version, b.version) || withinVersion(a, b));
  const newest = versions.filter(
    (document) => byVersion(document.version, versions.at(-1)?.version ?? null) === 0,
  );
  return { id, versions, current: newest.find(({ archived }) => !archived) ?? (newest[0] as Document) };
}

function withinVersion(a: Document, b: Document): number {
  return FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format) || byPath(a, b);
}

/** Orders versions, a missing one first. */
export function byVersion(a: Version | null, b: Version | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareVersions(a, b);
}

/** Oldest first; what has no date came before all else. Of one day by id, version and path. */
export function byAge(a: Document, b: Document): number {
  return (
    byText(a.date ?? '', b.date ?? '') ||
    byText(a.id, b.id) ||
    byVersion(a.version, b.version) ||
    byPath(a, b)
  );
}

/** The documents of a lineage that have a version: one and its twins, or none. */
export function ofVersion({ versions }: Lineage, wanted: Version): readonly Document[] {
  return versions.filter(({ version }) => version !== null && compareVersions(version, wanted) === 0);
}
