import type { Comparison } from '../plan/compare/compare.ts';
import type { Amendment, Section } from '../types.ts';

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

/**
 * The anchors that the sections of a version had before it was changed in place, `earlier` included: a section is the
 * same when its number is, or its text.
 */
export function amendedAnchors(
  { texts }: Pick<Amendment, 'texts'>,
  sections: readonly Pick<Section, 'slug' | 'number'>[],
  earlier: FormerAnchors,
): FormerAnchors {
  const taken = new Set([...sections.map(({ slug }) => slug), ...[...earlier.values()].flat()]);
  const former = new Map(earlier);
  const latest = texts.at(-1)?.sections ?? [];
  const byNumber = new Map(sections.flatMap(({ number, slug }) => (number === null ? [] : [[number, slug]])));
  const byDigest = new Map(latest.map(({ digest, slug }) => [digest, slug]));
  for (const past of texts.flatMap((text) => text.sections)) {
    const now = (past.number === null ? undefined : byNumber.get(past.number)) ?? byDigest.get(past.digest);
    if (now === undefined || taken.has(past.slug)) continue;
    taken.add(past.slug);
    former.set(now, [...(former.get(now) ?? []), past.slug]);
  }
  return former;
}
