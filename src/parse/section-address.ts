import GithubSlugger, { slug as githubSlug } from 'github-slugger';
import type { Section } from '../types.ts';

/** Every anchor of a section begins so and nothing else on a page does: no heading can take another's id. */
export const ANCHOR_PREFIX = 's-';

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
 * Finds the section that an address means: a number (`6`, `§2.1`, `3A`, `Sec-7`), an anchor (its slug with or
 * without `s-`, `s-6`, or the anchor that GitHub gives the heading; percent-encoded or not, with or without `#`), the
 * text of a heading, or the words that a heading begins with (`Step 2b`, `D7`). Null when there is none, the first in
 * the text when several fit; see `findSections`.
 */
export function findSection(sections: readonly Section[], address: string): Section | null {
  return findSections(sections, address)[0] ?? null;
}

/** All sections that an address fits equally well, in the order of the text. */
export function findSections(sections: readonly Section[], address: string): readonly Section[] {
  const headed = sections.filter((section) => section.depth > 0);
  const wanted = decode(address.trim().replace(/^#/, ''));
  const number = wanted.replace(/^(?:§+\s*|(?:section|sec\.?)[\s-]\s*)/i, '').trim();
  if (number === '') return [];
  const words = fold(number);
  const ways: readonly ((section: Section, index: number) => boolean)[] = [
    ({ slug }) => slug === wanted || slug === ANCHOR_PREFIX + wanted,
    (section) => hasNumber(section, number) || hasNumber(section, number.replace(/^s-/, '')),
    byGithubAnchor(headed, wanted),
    ({ title }) => fold(title) === words,
    (section) => fold(fullTitle(section)) === words,
    (section) =>
      !/^\d/.test(words) && [section.title, fullTitle(section)].some((text) => beginsWith(fold(text), words)),
  ];
  for (const way of ways) {
    const found = headed.filter(way);
    if (found.length > 0) return found;
  }
  return [];
}

function hasNumber({ number }: Section, wanted: string): boolean {
  return number !== null && number.toLowerCase() === wanted.toLowerCase();
}

/** Slugs every heading as GitHub does, when it comes to that. */
function byGithubAnchor(
  sections: readonly Section[],
  wanted: string,
): (section: Section, index: number) => boolean {
  let anchors: readonly string[] | null = null;
  return (_, index) => {
    const slugger = new GithubSlugger();
    anchors ??= sections.map((section) => single(slugger.slug(fullTitle(section))));
    return anchors[index] === single(wanted);
  };
}

function single(anchor: string): string {
  return anchor.replace(/-+/g, '-');
}

function fullTitle({ number, title }: Section): string {
  return number === null ? title : `${number} ${title}`;
}

/** Text as it is compared: no case, no difference in spaces, quotes and dashes, no stop at the end. */
function fold(text: string): string {
  const plain = text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-');
  return plain.replace(/\s+/g, ' ').replace(/[.:]$/, '').trim();
}

function beginsWith(text: string, words: string): boolean {
  return text.startsWith(words) && !/^[\p{L}\p{N}_]/u.test(text.slice(words.length));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
    if (explicit !== null)
      give(index, explicit.startsWith(ANCHOR_PREFIX) ? explicit : ANCHOR_PREFIX + explicit);
  });
  titles.forEach(({ title, explicit }, index) => {
    if (explicit === null) give(index, ANCHOR_PREFIX + (githubSlug(title) || 'section'));
  });
  return slugs;
}
