import { ANCHOR_PREFIX, anchorsOf } from '../../parse/section-address.ts';
import { type NumberedTitle, splitNumber } from '../../parse/section-number.ts';
import { nameOf, withoutEnding } from '../../read/paths.ts';
import type { Document, Graph, Section } from '../../types.ts';
import { headOf, withoutPassages } from './passages.ts';
import { ANY_STOP } from './patterns.ts';

/** What some version of a note marks private within itself. */
export interface PrivateParts {
  /** Headings of its private sections, without marks and numbers, in lower case. */
  readonly headings: ReadonlySet<string>;
  /** Texts of its other private passages. */
  readonly passages: readonly string[];
  /** Paths of the versions that carry the marks. */
  readonly marked: ReadonlySet<string>;
}

/** What is marked private in any version of a note counts in all of them: id → its private parts. */
export async function privateParts(
  { documents }: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlyMap<string, PrivateParts>> {
  const parts = new Map<string, { headings: Set<string>; passages: string[]; marked: Set<string> }>();
  for (const { id, path, format } of documents) {
    if (format === 'docx') continue;
    const text = await textOf(path);
    if (withoutPassages(text) === text) continue;
    const own = parts.get(id) ?? { headings: new Set(), passages: [], marked: new Set() };
    own.marked.add(path);
    const body = text.slice(headOf(text).length);
    for (const match of body.matchAll(SECTION)) own.headings.add(headingKey(match[1] ?? match[2] ?? ''));
    for (const match of text.matchAll(PASSAGE)) {
      const passage = (match[1] ?? '').trim();
      if (passage.length >= TELLING) own.passages.push(passage);
    }
    parts.set(id, own);
  }
  return parts;
}

/** A heading, its line or the one above its underline. */
const HEADING = String.raw`^ {0,3}(?:#{1,6}[ \t]+([^\r\n]*)|(\S[^\r\n]*)\r?\n {0,3}(?:=+|-+)[ \t]*)`;
const SECTION = new RegExp(
  String.raw`${HEADING}\r?\n(?:[ \t]*\r?\n)*[ \t]*<!--\s*private\s*-->[ \t]*\r?$`,
  'gim',
);
const PASSAGE = /<!--\s*private\s*-->((?:(?!<!--\s*private\s*-->)[\s\S])*?)<!--\s*\/private\s*-->/gi;

/** Characters of a passage that is looked for in other versions. */
const TELLING = 12;

/** How others write the addresses of private sections of a document: file name, with or without extension, or id, `#`, and the heading. */
export function privateAddresses(document: Document, parts: PrivateParts): readonly string[] {
  const name = nameOf(document.path);
  const addresses = privateAnchors(document, parts);
  return [...new Set([name, withoutEnding(name), document.id])].flatMap((one) =>
    addresses.map((address) => `${one}#${address}`),
  );
}

/** How the document itself writes them behind `#`. */
export function privateAnchors({ draft }: Document, { headings }: PrivateParts): readonly string[] {
  const addresses: string[] = [];
  /** Of the private section that the last ones lie in. */
  let depth = Number.POSITIVE_INFINITY;
  const sections = draft?.sections ?? [];
  const anchors = anchorsOf(sections);
  sections.forEach((section, at) => {
    if (section.depth <= depth)
      depth = headings.has(titleKey(section)) ? section.depth : Number.POSITIVE_INFINITY;
    if (depth <= section.depth) addresses.push(...(anchors[at] ?? []), ...writtenOf(section));
  });
  return addresses;
}

/** The anchor that other sites make of the heading, and the heading itself, its number within or not. */
function writtenOf({ slug, number, title }: Section): readonly string[] {
  const words = slug.slice(ANCHOR_PREFIX.length);
  if (number === null) return [words, title];
  const written = ['', '§'].map((mark) => `${mark}${number}${ANY_STOP} ${title}`);
  return [words, title, `${number.toLowerCase().replaceAll('.', '')}-${words}`, ...written];
}

/** Marks in a text what another version of its note marks. */
export function withMarks(text: string, { headings, passages }: PrivateParts): string {
  const head = headOf(text);
  const marked = text
    .slice(head.length)
    .replace(
      new RegExp(`${HEADING}$`, 'gm'),
      (lines, heading: string | undefined, underlined: string | undefined) =>
        headings.has(headingKey(heading ?? underlined ?? '')) ? `${lines}\n<!-- private -->` : lines,
    );
  return passages.reduce(
    // As a function: in a text `$'` would stand for what comes behind.
    (all, passage) => all.replaceAll(passage, () => `<!-- private -->${passage}<!-- /private -->`),
    head + marked,
  );
}

/** `## 2.1 *Where* it lies {#lies}` and `## 3) Where it lies` are the same. */
function headingKey(heading: string): string {
  const text = heading
    .replace(/\s*\{\s*#[^}]*\}\s*$|\s+#+\s*$/g, '')
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1');
  return titleKey(splitNumber(withoutMarks(text)));
}

function titleKey({ number, title }: NumberedTitle): string {
  const words = number === null ? title.replace(/^§?[\dA-Z]?[\d.]*\s+/, '') : title;
  return withoutMarks(words).toLowerCase();
}

function withoutMarks(text: string): string {
  return text
    .replace(/[\\*_~`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
