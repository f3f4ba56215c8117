import { literal } from '../../parse/literal.ts';
import { ANCHOR_PREFIX, anchorsOf } from '../../parse/section-address.ts';
import { type NumberedTitle, splitNumber } from '../../parse/section-number.ts';
import { folderOf, nameOf, withoutEnding } from '../../read/paths.ts';
import type { Document, Graph, Section } from '../../types.ts';
import { ownVersions } from '../own-versions.ts';
import { type IsWithheld, withAlike, withheldIn } from './alike.ts';
import { headOf, linesOfText, type Parted, parted, withoutPassages } from './passages.ts';
import { ANY_STOP } from './patterns.ts';

/** What some version of a note marks private within itself. */
export interface PrivateParts {
  /** Headings of its private sections, without marks and numbers, in lower case. */
  readonly headings: ReadonlySet<string>;
  /** Texts of its other private passages. */
  readonly passages: readonly string[];
  /** Whether some version that carries marks withholds a sentence. */
  readonly isWithheld: IsWithheld;
  /** Paths of the versions that carry the marks. */
  readonly marked: ReadonlySet<string>;
}

/** What is marked private in any version of a note counts in all of them: path → the private parts of its note. */
export async function privateParts(
  graph: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlyMap<string, PrivateParts>> {
  const marked = new Map<string, Parted>();
  for (const { path, format } of graph.documents) {
    if (format === 'docx') continue;
    const text = await textOf(path);
    const its = parted(text);
    if (its.shown !== text) marked.set(path, its);
  }
  const versionsOf = ownVersions(graph);
  const known = new Map<readonly Document[], PrivateParts>();
  const parts = new Map<string, PrivateParts>();
  for (const document of graph.documents) {
    const versions = versionsOf(document);
    const its = known.get(versions) ?? together(versions, marked);
    known.set(versions, its);
    if (its.marked.size > 0) parts.set(document.path, its);
  }
  return parts;
}

function together(versions: readonly Document[], marked: ReadonlyMap<string, Parted>): PrivateParts {
  const paths = versions.map(({ path }) => path).filter((path) => marked.has(path));
  const all = paths.flatMap((path) => marked.get(path) ?? []);
  return {
    headings: new Set(all.flatMap(headingsOf)),
    // With a mark in it, one that holds another would not be found.
    passages: [...new Set(all.flatMap(passagesOf))].sort((one, other) => other.length - one.length),
    isWithheld: withheldIn(all),
    marked: new Set(paths),
  };
}

/** Those that are marked, and those within what is taken that do not stand openly beside it. */
function headingsOf({ shown, taken, headings }: Parted): readonly string[] {
  const open = new Set(headingsIn(shown));
  const within = taken.flatMap(headingsIn).filter((heading) => !open.has(heading));
  return [...headings.flatMap(headingsIn), ...within].filter((heading) => heading !== '');
}

/**
 * Passages within a paragraph, which are looked for as they stand: short ones only where they are a name, a number or
 * several words.
 */
function passagesOf({ shown, taken }: Parted): readonly string[] {
  return (
    taken
      // What stands for an item of a list is one too.
      .map((text) => text.trim().replace(/^[-*+][ \t]+/, ''))
      .filter((text) => !/^#|\n\s*\n/.test(text) && /[\p{L}\p{N}]/u.test(text))
      .filter((text) => text.length >= TELLING || (isName(text) && shown.search(patternOf(text)) === -1))
  );
}

/** Characters of a passage that is looked for whatever it is. */
const TELLING = 12;

function isName(text: string): boolean {
  return text.length > 3 && /[\p{Lu}\d\s]/u.test(text);
}

/** A pattern of a text, its lines broken wherever they are, not within a longer word. What stands around it stays apart. */
function patternOf(text: string): RegExp {
  const words = text.split(/[\s>]+/).filter((word) => word !== '');
  const end = text.endsWith('>') ? '>' : '';
  const all = `${words.map(literal).join('[\\s>]+')}${end}`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${all}(?![\\p{L}\\p{N}])`, 'gu');
}

/** A heading, its line or the one above its underline. */
const HEADING = String.raw`^ {0,3}(?:#{1,6}[ \t]+([^\r\n]*)|(\S[^\r\n]*)\r?\n {0,3}(?:=+|-+)[ \t]*)`;
const HEADINGS = new RegExp(String.raw`${HEADING}\r?$`, 'gm');

function headingsIn(text: string): readonly string[] {
  const body = text.slice(headOf(text).length);
  const starts = startsOfText(body);
  return [...body.matchAll(HEADINGS)]
    .filter(({ index }) => starts.has(index))
    .map((match) => headingKey(match[1] ?? match[2] ?? ''));
}

/** Where lines begin that are in no block of code or HTML, whose comments look like headings. */
function startsOfText(text: string): ReadonlySet<number> {
  const lines = text.split('\n');
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return new Set([...linesOfText(lines, 0)].map((at) => starts[at] ?? 0));
}

/**
 * How others write the addresses of private sections of a document: file name, with or without extension, or id, `#`,
 * and the heading. A name that another note has too stands behind its folder.
 */
export function privateAddresses(
  document: Document,
  parts: PrivateParts,
  isShared: boolean,
): readonly string[] {
  const name = nameOf(document.path);
  const within = `${nameOf(folderOf(document.path))}/${name}`;
  const addresses = privateAnchors(document, parts);
  const names = isShared ? [within, withoutEnding(within)] : [name, withoutEnding(name), document.id];
  return [...new Set(names)].flatMap((one) => addresses.map((address) => `${one}#${address}`));
}

/** How the document itself writes them behind `#`. */
export function privateAnchors(document: Document, parts: PrivateParts): readonly string[] {
  const sections = document.draft?.sections ?? [];
  const own = new Set(privateSections(document, parts));
  return anchorsOf(sections).flatMap((anchors, at) => {
    const section = sections[at];
    return section !== undefined && own.has(section) ? [...anchors, ...writtenOf(section)] : [];
  });
}

/** The sections of a document under private headings, with all below them. */
export function privateSections({ draft }: Document, { headings }: PrivateParts): readonly Section[] {
  /** Of the private section that the last ones lie in. */
  let depth = Number.POSITIVE_INFINITY;
  return (draft?.sections ?? []).filter((section) => {
    if (section.depth <= depth)
      depth = headings.has(titleKey(section)) ? section.depth : Number.POSITIVE_INFINITY;
    return depth <= section.depth;
  });
}

/** The anchor that other sites make of the heading, and the heading itself, its number within or not. */
function writtenOf({ slug, number, title }: Section): readonly string[] {
  const words = slug.slice(ANCHOR_PREFIX.length);
  if (number === null) return [words, title];
  const written = ['', '§'].map((mark) => `${mark}${number}${ANY_STOP} ${title}`);
  return [words, title, `${number.toLowerCase().replaceAll('.', '')}-${words}`, ...written];
}

/** A text without what it marks itself, in which what another version of its note marks is marked or gone. */
export function withMarks(text: string, { headings, passages, isWithheld }: PrivateParts): string {
  const head = headOf(text);
  const body = text.slice(head.length);
  const starts = startsOfText(body);
  const marked = body.replace(
    new RegExp(`${HEADING}$`, 'gm'),
    (lines, heading: string | undefined, underlined: string | undefined, at: number) =>
      starts.has(at) && headings.has(headingKey(heading ?? underlined ?? ''))
        ? `${lines}\n<!-- private -->`
        : lines,
  );
  const found = passages.reduce(
    // As a function: in a text `$'` would stand for what comes behind.
    (all, passage) => all.replace(patternOf(passage), (words) => `<!-- private -->${words}<!-- /private -->`),
    head + marked,
  );
  // A mark within a section would hide from us where that ends.
  const shown = withoutPassages(found);
  const start = headOf(shown).length;
  return shown.slice(0, start) + withAlike(shown.slice(start), isWithheld);
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
