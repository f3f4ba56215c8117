import { slug as githubSlug } from 'github-slugger';
import { sectionAt, sectionFinder } from '../parse/sections.ts';
import { decoded } from '../read/paths.ts';
import type { Document, Draft, Section } from '../types.ts';
import { nearest } from '../validate/nearest.ts';

/** Finds the section of a document that an address means; null when it has none, undefined when that cannot be told. */
export type SectionOfDocument = (document: Document, address: string) => Section | null | undefined;

const NUMBER = /^\d+[A-Za-z]?(?:\.[\dA-Za-z]+)*$/;

/** Makes a finder that reads the headings of each document once. Headings of HTML and DOCX files are not known. */
export function sectionFinderByDocument(): SectionOfDocument {
  const numbers = new Map<string, ReadonlyMap<string, Section>>();
  const finders = new Map<string, ReturnType<typeof sectionFinder>>();
  const others = new Map<string, Section | null>();
  return ({ path, draft }, address) => {
    if (draft === null || draft.opaque) return undefined;
    if (NUMBER.test(address)) {
      const known = numbers.get(path) ?? byNumber(draft.sections);
      numbers.set(path, known);
      return known.get(address.toLowerCase()) ?? null;
    }
    const key = `${path}\n${address}`;
    const known = others.get(key);
    if (known !== undefined) return known;
    const find = finders.get(path) ?? sectionFinder(draft.sections);
    finders.set(path, find);
    const section = find(address)[0] ?? anchored(draft, address);
    others.set(key, section);
    return section;
  };
}

/** The section in which raw HTML has an anchor. */
function anchored({ sections, parts }: Draft, address: string): Section | null {
  const part = address.startsWith('#') ? parts.find(({ label }) => label === address) : undefined;
  if (part === undefined) return null;
  return sectionAt(sections, part.span.start);
}

/** Of several sections with one number the first counts. */
function byNumber(sections: readonly Section[]): ReadonlyMap<string, Section> {
  const known = new Map<string, Section>();
  for (const section of sections) {
    const number = section.number?.toLowerCase();
    if (number !== undefined && !known.has(number)) known.set(number, section);
  }
  return known;
}

const LETTER_NUMBER = /^[A-Z]\d{0,3}(?:\.|$)/;

/** True for an address that was written as words after a `§`, which may run on beyond the heading. */
export function isHeadingText(address: string): boolean {
  return /^\p{Lu}/u.test(address) && !LETTER_NUMBER.test(address);
}

/** The section with the longest title that an address begins with, and how many characters of it that is. */
export function titleWithin(
  sections: readonly Section[],
  address: string,
): { readonly section: Section; readonly length: number } | null {
  const lower = address.toLowerCase();
  let longest: { readonly section: Section; readonly length: number } | null = null;
  for (const section of sections) {
    const { length } = section.title;
    const fits = length > (longest?.length ?? 1) && lower.startsWith(section.title.toLowerCase());
    if (fits && !/^[\p{L}\p{N}_]/u.test(address.slice(length))) longest = { section, length };
  }
  return longest;
}

/** Headings beyond which no near one is looked for: each missing address would be held to all of them. */
const MOST = 1000;

/** What a link to a section has after `#`: its slug, or what GitHub calls it where it has a number. */
function anchorsMeant({ slug, number, title }: Section): readonly string[] {
  const plain = slug.replace(/^s-/, '');
  return number === null ? [plain] : [plain, githubSlug(`${number} ${title}`)];
}

/** Addresses to write instead of one that a document does not have: the nearest number, slug or title. */
export function sectionsInstead({ draft }: Document, address: string): readonly string[] {
  const sections = draft?.sections ?? [];
  const bare = address.replace(/^#/, '');
  const isAnchor = bare !== address;
  const written = (near: string): readonly string[] => [isAnchor ? `#${near}` : near];
  if (NUMBER.test(bare)) {
    const parent = bare.replace(/\.[^.]*$/, '');
    return parent !== bare && sections.some(({ number }) => number === parent) ? written(parent) : [];
  }
  if (sections.length > MOST) return [];
  const headed = sections.filter(({ depth }) => depth > 0);
  const near = isAnchor
    ? anchorInstead(decoded(bare), headed.map(anchorsMeant))
    : nearest(
        bare,
        headed.map(({ title }) => title),
      );
  return near === null ? [] : written(near);
}

/** The nearest anchor, else that of the only heading which has other words before or behind. */
function anchorInstead(written: string, anchors: readonly (readonly string[])[]): string | null {
  const near = nearest(written, anchors.flat());
  if (near !== null) return near;
  const words = `-${written.toLowerCase()}-`;
  const wider = anchors.map((of) => of.at(-1) ?? '').filter((one) => `-${one}-`.includes(words));
  return wider.length === 1 ? (wider[0] ?? null) : null;
}
