import { literal } from '../../parse/literal.ts';
import { ANCHOR_PREFIX, anchorsOf } from '../../parse/section-address.ts';
import { type NumberedTitle, splitNumber } from '../../parse/section-number.ts';
import { folderOf, nameOf, withoutEnding } from '../../read/paths.ts';
import type { Document, Graph, Section } from '../../types.ts';
import { ownVersions } from '../own-versions.ts';
import { type IsWithheld, withAlike, withheldIn } from './alike.ts';
import { withExamples, withoutExamples } from './examples.ts';
import { headOf, type Parted, parted, partedByAll } from './passages.ts';
import { ANY_STOP } from './patterns.ts';
import { standingNames, type Words, wordsOf } from './standing-names.ts';
import { linesOfText } from './stretches.ts';

/** What some version of a note marks private within itself. */
export interface PrivateParts {
  /** Headings of its private sections, without marks and numbers, in lower case. */
  readonly headings: ReadonlySet<string>;
  /** Texts of its other private passages, the longest first, of which all words stand in a text. */
  readonly standing: (words: Words) => readonly string[];
  /** Whether some version that carries marks withholds a sentence. */
  readonly isWithheld: IsWithheld;
  /** Paths of the versions that carry the marks → slugs of sections that they show under a heading that they mark. */
  readonly marked: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is marked private in any version of a note counts in all of them: path → the private parts of its note. */
export async function privateParts(
  graph: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlyMap<string, PrivateParts>> {
  const marked = new Map<string, Marked>();
  for (const document of graph.documents) {
    if (document.format === 'docx') continue;
    const text = await textOf(document.path);
    const its = parted(text);
    if (its.shown !== text) marked.set(document.path, { ...its, ...sectionsIn(document, text, its) });
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

/** A version with marks. */
interface Marked extends Parted {
  /** Slugs of sections that it shows under a heading that it marks elsewhere. */
  readonly open: ReadonlySet<string>;
  /** Headings of those that it takes, as they read, where none stands openly beside them. */
  readonly titles: readonly string[];
}

function sectionsIn(
  { draft }: Document,
  text: string,
  { headings }: Parted,
): Pick<Marked, 'open' | 'titles'> {
  const sections = draft?.sections ?? [];
  const starts = sections.map(({ heading: { start, end } }) => {
    const [marks = ''] = /^ {0,3}#{1,6}[ \t]+/.exec(text.slice(start, end)) ?? [];
    return start + marks.length;
  });
  // With a number in each heading, what is left of them tells which sections are. What is underlined begins as one.
  const numbered = starts.map((start, at) => `§\ufdd1${at}\ufdd1${text.slice(start, starts[at + 1])}`);
  const left = parted(text.slice(0, starts[0]) + numbered.join('')).shown;
  const open = new Set(
    [...left.matchAll(/\ufdd1(\d+)\ufdd1/g)].flatMap(([, at]) => sections[Number(at)] ?? []),
  );
  const own = new Set(headings.flatMap(headingsIn));
  const openTitles = new Set([...open].map(titleKey));
  return {
    open: new Set([...open].filter((section) => own.has(titleKey(section))).map(({ slug }) => slug)),
    titles: sections.flatMap((one) =>
      open.has(one) || openTitles.has(titleKey(one)) ? [] : [titleKey(one)],
    ),
  };
}

function together(versions: readonly Document[], marked: ReadonlyMap<string, Marked>): PrivateParts {
  const its = versions.flatMap(({ path }) => {
    const one = marked.get(path);
    return one === undefined ? [] : [[path, one] as const];
  });
  const all = its.map(([, one]) => one);
  return {
    headings: new Set(all.flatMap(headingsOf)),
    // With a mark in it, one that holds another would not be found.
    standing: standingNames(
      [...new Set(all.flatMap(passagesOf))].sort((one, other) => other.length - one.length),
    ),
    isWithheld: withheldIn(all),
    marked: new Map(its.map(([path, { open }]) => [path, open])),
  };
}

/** Those that are marked, and those within what is taken that do not stand openly beside it. */
function headingsOf({ shown, taken, headings, titles }: Marked): readonly string[] {
  const open = new Set(headingsIn(shown));
  const within = taken.flatMap(headingsIn).filter((heading) => !open.has(heading));
  return [...headings.flatMap(headingsIn), ...within, ...titles].filter((heading) => heading !== '');
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

/**
 * A pattern of a text, its lines broken wherever they are, not within a longer word. What stands around it stays
 * apart.
 */
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
  return [...new Set(names)].flatMap((one) =>
    addresses.flatMap((address) =>
      address.startsWith('§') ? [`${one}#${address}`, `${one} ${address}`] : [`${one}#${address}`],
    ),
  );
}

/** How the document itself writes them behind `#`. */
export function privateAnchors(document: Document, parts: PrivateParts): readonly string[] {
  const sections = document.draft?.sections ?? [];
  const own = new Set(privateSections(document, parts));
  const all = anchorsOf(sections).flatMap((anchors, at) => {
    const section = sections[at];
    return section === undefined ? [] : [{ section, written: [...anchors, ...writtenOf(section)] }];
  });
  const open = new Set(all.flatMap(({ section, written }) => (own.has(section) ? [] : written)));
  return all
    .flatMap(({ section, written }) => (own.has(section) ? written : []))
    .filter((anchor) => !open.has(anchor));
}

/** The sections of a document under private headings, with all below them. */
export function privateSections(
  { path, draft }: Document,
  { headings, marked }: PrivateParts,
): readonly Section[] {
  const open = marked.get(path);
  const isPrivate = (section: Section): boolean =>
    headings.has(titleKey(section)) && !open?.has(section.slug);
  /** Of the private section that the last ones lie in. */
  let depth = Number.POSITIVE_INFINITY;
  return (draft?.sections ?? []).filter((section) => {
    if (section.depth <= depth) depth = isPrivate(section) ? section.depth : Number.POSITIVE_INFINITY;
    return depth <= section.depth;
  });
}

/** The anchor that other sites make of the heading, and the heading itself, its number within or not. */
function writtenOf({ slug, number, title }: Section): readonly string[] {
  const words = slug.slice(ANCHOR_PREFIX.length);
  const named = [words, title, `§${title}`, `§ ${title}`];
  if (number === null) return named;
  const written = ['', '§'].map((mark) => `${mark}${number}${ANY_STOP} ${title}`);
  return [...named, `${number.toLowerCase().replaceAll('.', '')}-${words}`, ...written];
}

/** A text without what it, or another version of its note, marks private. */
export function withoutParts(written: string, { headings, standing, isWithheld }: PrivateParts): string {
  const text = withoutExamples(written);
  const head = headOf(text);
  const body = text.slice(head.length);
  const starts = startsOfText(body);
  // Where one of two with the same heading is marked, the other is open.
  const own = new Set(partedByAll(text).headings.flatMap(headingsIn));
  const marked = body.replace(
    new RegExp(`${HEADING}$`, 'gm'),
    (lines, heading: string | undefined, underlined: string | undefined, at: number) => {
      const key = headingKey(heading ?? underlined ?? '');
      return starts.has(at) && headings.has(key) && !own.has(key) ? `${lines}\n<!-- private -->` : lines;
    },
  );
  // No passage goes on behind an empty line.
  const found = (head + marked)
    .split(/(\n[ \t\r]*\n)/)
    .map((block) => withPassages(block, standing(wordsOf(block))))
    .join('');
  // A mark within a section would hide from us where that ends.
  const { shown } = partedByAll(found);
  const start = headOf(shown).length;
  const alike = withAlike(shown.slice(start), isWithheld);
  return withExamples(partedByAll(shown.slice(0, start) + alike).shown);
}

/** A footnote, or an address with its title or without: in its place nobody misses words. */
const DEFINITION = /^\[(?:\^[^[\]\n]{1,300}\]:|[^[\]\n]{1,300}\]:\s*\S+(?:\s+["'(][\s\S]*)?$)/;

function withPassages(block: string, passages: readonly string[]): string {
  return passages.reduce(
    // As a function: in a text `$'` would stand for what comes behind.
    (all, passage) =>
      all.replace(patternOf(passage), (words) =>
        DEFINITION.test(words) ? '' : `<!-- private -->${words}<!-- /private -->`,
      ),
    block,
  );
}

/** `## 2.1 *Where* it lies {#lies}` and `## 3) Where it lies` are the same. */
function headingKey(heading: string): string {
  const text = heading
    .replace(/<!--.*?-->/g, '')
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
