import { slug as githubSlug } from 'github-slugger';
import type { Section } from '../types.ts';

/** Every anchor of a section begins so and nothing else on a page does: no heading can take another's id. */
export const ANCHOR_PREFIX = 's-';

/** The anchor that `{#id}` asks for. */
export function anchorOf(id: string): string {
  return id.startsWith(ANCHOR_PREFIX) ? id : ANCHOR_PREFIX + id;
}

/** The slug of the text before the first heading. */
export const LEAD_SLUG = `${ANCHOR_PREFIX}-`;

/**
 * The anchors of each section, its slug first: a numbered section can also be reached by its number (`s-6`, `s-2.1`),
 * unless another section has that anchor.
 */
export function anchorsOf(sections: readonly Section[]): readonly (readonly string[])[] {
  const taken = new Set(sections.map((section) => section.slug));
  return sections.map(({ slug, number }) => {
    const byNumber = number === null ? null : ANCHOR_PREFIX + number;
    if (byNumber === null || taken.has(byNumber)) return [slug];
    taken.add(byNumber);
    return [slug, byNumber];
  });
}

/**
 * Gives every title its slug, in order. Explicit ids come first, so that a heading added above never takes one;
 * a title that comes again gets `-1`, `-2`. Numbers are no part of a slug: sections can be renumbered.
 */
export function slugsOf(
  titles: readonly { readonly title: string; readonly explicit: string | null }[],
): readonly string[] {
  const taken = new Map<string, number>([[LEAD_SLUG, 0]]);
  const slugs = new Array<string>(titles.length);
  const give = (index: number, wanted: string): void => {
    let slug = wanted;
    let again = taken.get(wanted) ?? 0;
    while (taken.has(slug)) {
      again += 1;
      slug = `${wanted}-${again}`;
    }
    taken.set(wanted, again).set(slug, taken.get(slug) ?? 0);
    slugs[index] = slug;
  };
  titles.forEach(({ explicit }, index) => {
    if (explicit !== null) give(index, explicit);
  });
  titles.forEach(({ title, explicit }, index) => {
    if (explicit === null) give(index, ANCHOR_PREFIX + (githubSlug(title) || 'section'));
  });
  return slugs;
}
