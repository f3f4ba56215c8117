import { literal } from '../../parse/literal.ts';
import type { Document, Edge, EdgeTarget, Graph, Mention, Span } from '../../types.ts';
import { batchesOf } from '../ahead.ts';
import { firstPages } from '../view/edge.ts';
import { type PrivateParts, privateSections } from './private-parts.ts';

/** Links to a pattern: those have a largest size. */
const MANY = 100;

/** A link to what a profile leaves out. */
export interface HiddenLink {
  readonly span: Span;
  /** What stands in its place. */
  readonly word: 'note' | 'section';
}

/**
 * The links of each document, by its path, to what a profile leaves out, wherever their address says so: what such a
 * link is called tells as much as where it leads.
 */
export function linksToHidden(
  { documents, out }: Graph,
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
): ReadonlyMap<string, readonly HiddenLink[]> {
  const sections = new Map(documents.map((one) => [one.path, slugsOf(one, parts.get(one.path))]));
  const isHidden = (to: EdgeTarget | null): boolean => {
    if (to === null) return false;
    if (to.type === 'file') return [to.path, ...firstPages(to.path)].some((path) => hidden.has(path));
    if (to.type !== 'document' && to.type !== 'section') return false;
    return hidden.has(to.path) || (to.slug !== null && sections.get(to.path)?.has(to.slug) === true);
  };
  const links = ({ mention, to }: Edge): readonly HiddenLink[] => {
    const word = mention.target.type === 'section' ? 'section' : 'note';
    return isLink(mention) && isHidden(to) ? [{ span: mention.span, word }] : [];
  };
  const found = [...out].map(([path, edges]) => [path, edges.flatMap(links)] as const);
  return new Map(found.filter(([, own]) => own.length > 0));
}

function slugsOf(document: Document, its: PrivateParts | undefined): ReadonlySet<string> {
  return new Set(its === undefined ? [] : privateSections(document, its).map(({ slug }) => slug));
}

/** Whether a mention is called something beside what it names. */
function isLink({ target }: Mention): boolean {
  if (target.type === 'document') return target.by === 'link' || target.by === 'wiki';
  return target.type === 'file' || (target.type === 'section' && target.address.startsWith('#'));
}

/** A text without links that stand in `written`: there or, with marks put in, in what became of it. */
export function withoutLinks(text: string, links: readonly HiddenLink[], written: string): string {
  const words = new Map(links.map(({ span, word }) => [written.slice(span.start, span.end), word]));
  const longestFirst = [...words.keys()].sort((one, other) => other.length - one.length);
  return batchesOf(longestFirst, MANY).reduce((all, some) => {
    const any = new RegExp(some.map(literal).join('|'), 'g');
    return all.replace(any, (link) => `‹masked ${words.get(link)}›`);
  }, text);
}
