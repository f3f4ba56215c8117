import { literal } from '../../parse/literal.ts';
import { decoded, folderOf, pathFrom } from '../../read/paths.ts';
import type { Document, Edge, EdgeTarget, Graph, Span, Target } from '../../types.ts';
import { batchesOf } from '../ahead.ts';
import { firstPages } from '../view/edge.ts';
import { type PrivateParts, privateAnchors, privateSections } from './private-parts.ts';
import { withoutDefinitions } from './references.ts';

/** Links to a pattern: those have a largest size. */
const MANY = 100;

/** A place that names what a profile leaves out. */
export interface HiddenLink {
  readonly span: Span;
  /** What stands in its place. */
  readonly word: 'note' | 'section';
  /** Of a section that is no link, its heading: it may follow the number. */
  readonly title: string | null;
}

/**
 * The links of each document, by its path, to what a profile leaves out, wherever their address says so, and where it
 * names sections of that: what such a link is called tells as much as where it leads.
 */
export function linksToHidden(
  { documents, out }: Graph,
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
): ReadonlyMap<string, readonly HiddenLink[]> {
  const sections = new Map(
    documents.map((one) => [one.path, titlesOf(one, hidden.has(one.path), parts.get(one.path))]),
  );
  const isHidden = (to: EdgeTarget | null): boolean => {
    if (to === null) return false;
    if (to.type === 'file') return [to.path, ...firstPages(to.path)].some((path) => hidden.has(path));
    if (to.type !== 'document' && to.type !== 'section') return false;
    return hidden.has(to.path) || (to.slug !== null && sections.get(to.path)?.has(to.slug) === true);
  };
  const wordOf = (to: EdgeTarget | null): HiddenLink['word'] =>
    (to?.type === 'section' || to?.type === 'document') && !hidden.has(to.path) ? 'section' : 'note';
  const links = ({ mention: { span, target }, to }: Edge): readonly HiddenLink[] => {
    if (!isHidden(to)) return [];
    if (isLink(target)) return [{ span, word: wordOf(to), title: null }];
    if (to?.type !== 'section') return [];
    const title = sections.get(to.path)?.get(to.slug) ?? '';
    return title === '' ? [] : [{ span, word: 'section', title }];
  };
  const found = [...out].map(([path, edges]) => [path, edges.flatMap(links)] as const);
  return new Map(found.filter(([, own]) => own.length > 0));
}

/** Slug → heading of the sections of a document that are left out. */
function titlesOf(
  document: Document,
  isHidden: boolean,
  its: PrivateParts | undefined,
): ReadonlyMap<string, string> {
  if (!isHidden && its === undefined) return NONE;
  const sections =
    isHidden || its === undefined ? (document.draft?.sections ?? []) : privateSections(document, its);
  return new Map(sections.map(({ slug, title }) => [slug, title]));
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Whether a mention is called something beside what it names, or by a name of slop.yaml with a version. */
function isLink(target: Target): boolean {
  if (target.type === 'document')
    return target.by !== 'file-name' && (target.by !== 'name' || target.version !== null);
  return target.type === 'file' || (target.type === 'section' && target.address.startsWith('#'));
}

/** A text without places that stand in `written`: there or, with marks put in, in what became of it. */
export function withoutLinks(text: string, links: readonly HiddenLink[], written: string): string {
  const words = new Map(
    links.flatMap((link) => {
      const phrase = phraseOf(link, written);
      return phrase === null ? [] : [[phrase, link.word] as const];
    }),
  );
  const longestFirst = [...words.keys()].sort((one, other) => other.length - one.length);
  // A link by its label alone would take that from what defines it.
  return batchesOf(longestFirst, MANY).reduce(
    (all, some) => {
      const any = new RegExp(some.map(wholeWords).join('|'), 'gu');
      return all.replace(any, (phrase) => `‹masked ${words.get(phrase)}›`);
    },
    withoutDefinitions(text, words),
  );
}

/** Path of a document → anchors of what is left out of it, `any` for one that is left out whole. */
export type HiddenAnchors = ReadonlyMap<string, ReadonlySet<string> | 'any'>;

/** The anchors of what a profile leaves out. */
export function hiddenAnchors(
  { documents }: Pick<Graph, 'documents'>,
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
): HiddenAnchors {
  const anchors = new Map<string, ReadonlySet<string> | 'any'>();
  for (const document of documents) {
    const its = parts.get(document.path);
    if (hidden.has(document.path)) anchors.set(document.path, 'any');
    else if (its !== undefined) anchors.set(document.path, new Set(privateAnchors(document, its).map(lower)));
  }
  return anchors;
}

const lower = (text: string): string => text.toLowerCase();

/** An address with an anchor that stands in words, which is no mention where many files have its name. */
const ADDRESS =
  /(?<![\p{L}\p{N}/._#-])([\p{L}\p{N}_./-]{1,300}\.(?:md|html))#([\p{L}\p{N}%_.~-]{0,300}[\p{L}\p{N}])/gu;

/** The text of a note without such addresses of what is left out. `note` and the anchors have paths of one sort. */
export function withoutAddresses(text: string, note: string, anchors: HiddenAnchors): string {
  if (!/\.(?:md|html)#/.test(text)) return text;
  return text.replace(ADDRESS, (all: string, address: string, anchor: string) => {
    const its = anchors.get(pathFrom(folderOf(note), address) ?? '');
    return its === 'any' || its?.has(lower(decoded(anchor))) ? '‹masked section›' : all;
  });
}

/** A phrase that neither begins nor ends within a word. */
function wholeWords(phrase: string): string {
  const before = /^[\p{L}\p{N}]/u.test(phrase) ? String.raw`(?<![\p{L}\p{N}])` : '';
  const behind = /[\p{L}\p{N}]$/u.test(phrase) ? String.raw`(?![\p{L}\p{N}])` : '';
  return `${before}${literal(phrase)}${behind}`;
}

/** What is taken of a text: the number of a section with its heading behind it; null for a number alone. */
function phraseOf({ span: { start, end }, title }: HiddenLink, text: string): string | null {
  const written = text.slice(start, end);
  if (title === null) return written;
  const behind = new RegExp(
    String.raw`^[.):,]?\s*(?:[—–-]\s*)?["“'(*_]*${title.split(/\s+/).map(literal).join(String.raw`\s+`)}(?![\p{L}\p{N}])`,
    'iu',
  ).exec(text.slice(end, end + title.length * 2 + MANY));
  if (behind !== null) return written + behind[0];
  return /^\W*[\dA-Z]?[\d.]*$/.test(written) ? null : written;
}
