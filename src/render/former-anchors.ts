import type { Comparison } from '../plan/compare/compare.ts';

/** Slug of a section → anchors that it had in earlier versions and has no longer. */
export type FormerAnchors = ReadonlyMap<string, readonly string[]>;

/**
 * The anchors under which the sections of the newer version were known: those of the older one, `earlier` included,
 * where a section was recognised under another slug. An anchor that a section of the newer version has is its own.
 */
export function formerAnchors(
  { sections }: Pick<Comparison, 'sections'>,
  earlier: FormerAnchors,
): FormerAnchors {
  const taken = new Set(sections.flatMap(({ after }) => (after === null ? [] : [after.slug])));
  const former = new Map<string, readonly string[]>();
  for (const { before, after } of sections) {
    if (before === null || after === null) continue;
    const old = [before.slug, ...(earlier.get(before.slug) ?? [])].filter((slug) => !taken.has(slug));
    for (const slug of old) taken.add(slug);
    if (old.length > 0) former.set(after.slug, old);
  }
  return former;
}
