import GithubSlugger from 'github-slugger';
import { push } from '../read/order.ts';
import { decoded } from '../read/paths.ts';
import type { Section } from '../types.ts';
import { firstFrom } from './first-from.ts';
import { once } from './once.ts';
import { ANCHOR_PREFIX } from './section-address.ts';
import { type NumberedTitle, splitNumber } from './section-number.ts';

/** All sections of a note that an address fits equally well, in the order of the text. */
export type SectionFinder = (address: string) => readonly Section[];

/**
 * The section that an offset of the raw text lies in, the one before the first heading included; null in the head.
 * `sections` are those of one note.
 */
export function sectionAt(sections: readonly Section[], offset: number): Section | null {
  return sections[firstFrom(sections, offset + 1, ({ span }) => span.start) - 1] ?? null;
}

/** One of some sections, which stand in the order of the text, and all that stand below it. */
export function withBelow<S extends Pick<Section, 'depth'>>(
  sections: readonly S[],
  index: number,
): readonly S[] {
  const depth = sections[index]?.depth ?? 0;
  let end = index + 1;
  while ((sections[end]?.depth ?? 0) > depth) end += 1;
  return sections.slice(index, end);
}

/** Where the last of those ends. */
export function endWithBelow(sections: readonly Section[], index: number): number {
  return withBelow(sections, index).at(-1)?.span.end ?? 0;
}

/**
 * Finds the section that an address means; see `sectionFinder`, which is to be preferred for many addresses. Null when
 * there is none, the first in the text when several fit.
 */
export function findSection(sections: readonly Section[], address: string): Section | null {
  return findSections(sections, address)[0] ?? null;
}

/** The same, but all that fit. */
export function findSections(sections: readonly Section[], address: string): readonly Section[] {
  return sectionFinder(sections)(address);
}

/**
 * Prepares to find sections of one note by what people write: a number (`6`, `§2.1`, `3A`, `Sec-7`), an anchor (the slug
 * with or without `s-`, `s-6`, or the anchor that GitHub, MkDocs or VitePress gives the heading; percent-encoded or not,
 * with or without `#`), the text of a heading with its number or without, or the words that a heading begins with
 * (`Step 2b`, `D7`). The first way that finds anything decides.
 */
export function sectionFinder(sections: readonly Section[]): SectionFinder {
  const headed = sections.filter((section) => section.depth > 0);
  const bySlug = once(() => index(headed, (section) => section.slug));
  const byNumber = once(() => index(headed, ({ number }) => number?.toLowerCase() ?? null));
  const byGithubAnchor = once(() => {
    const slugger = new GithubSlugger();
    return index(headed, (section) => single(slugger.slug(fullTitle(section))));
  });
  const byVitePressAnchor = once(() => index(headed, (section) => vitePressAnchor(fullTitle(section))));
  const byTitle = once(() => index(headed, (section) => fold(section.title)));
  const byFullTitle = once(() => index(headed, (section) => fold(fullTitle(section))));
  const folded = once(() => headed.map(({ title }) => fold(title)));
  return (address) => {
    const wanted = decoded(address.trim().replace(/^#/, ''));
    const rest = wanted.replace(/^(?:§+\s*|(?:section|sec\.?)[\s-]\s*)/i, '').trim();
    if (rest === '') return [];
    const words = fold(rest);
    // MkDocs numbers headings of one title with a line below.
    const asMkDocs = wanted.replace(/_(\d+)$/, '-$1');
    const ways = [
      () => bySlug().get(wanted) ?? bySlug().get(ANCHOR_PREFIX + wanted),
      () => byNumber().get(rest.toLowerCase()) ?? byNumber().get(rest.toLowerCase().replace(/^s-/, '')),
      () => byGithubAnchor().get(single(wanted)) ?? byGithubAnchor().get(single(wanted.toLowerCase())),
      () => bySlug().get(ANCHOR_PREFIX + asMkDocs) ?? byGithubAnchor().get(single(asMkDocs)),
      () => byVitePressAnchor().get(wanted),
      () => byTitle().get(words),
      () => byFullTitle().get(words) ?? byFullTitle().get(fold(fullTitle(splitNumber(wanted)))),
      () => (/^\d/.test(words) ? [] : headed.filter((_, at) => beginsWith(folded()[at] ?? '', words))),
    ];
    for (const way of ways) {
      const found = way() ?? [];
      if (found.length > 0) return found;
    }
    return [];
  };
}

function index(
  sections: readonly Section[],
  keyOf: (section: Section) => string | null,
): ReadonlyMap<string, readonly Section[]> {
  const found = new Map<string, Section[]>();
  for (const section of sections) {
    const key = keyOf(section);
    if (key !== null) push(found, key, section);
  }
  return found;
}

const MARKS = /[\u0300-\u036f]/g;
const SPECIAL = /[\p{Cc}\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/gu;

/** `privatepackages-version` for "privatePackages.version": what is no letter and no digit becomes a hyphen. */
function vitePressAnchor(title: string): string | null {
  const plain = title.normalize('NFKD').replace(MARKS, '').replace(SPECIAL, '-');
  const anchor = plain
    .replace(/^-+|-+$/g, '')
    .replace(/^(?=\d)/, '_')
    .toLowerCase();
  return anchor === '' ? null : anchor;
}

function single(anchor: string): string {
  return anchor.replace(/-+/g, '-');
}

function fullTitle({ number, title }: NumberedTitle): string {
  return number === null ? title : `${number} ${title}`.trim();
}

/** Text as it is compared: no case, no difference in spaces, quotes and dashes, no stop at the end. */
function fold(text: string): string {
  const plain = text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-');
  return plain.replace(/\s+/g, ' ').replace(/[.:]$/, '').trim();
}

function beginsWith(text: string, words: string): boolean {
  return text.startsWith(words) && !/^[\p{L}\p{N}_]/u.test(text.slice(words.length));
}
