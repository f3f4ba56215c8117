import type { Element, ElementContent, Properties } from 'hast';
import type { Nodes } from 'mdast';
import { spanOf } from '../../parse/markdown/tree.ts';
import { isTop, leadsElsewhere } from '../../parse/mentions/links.ts';
import type { SectionFinder } from '../../parse/sections.ts';
import type { Span } from '../../types.ts';
import { element } from './elements.ts';
import { type LinkRange, rangesWithin } from './ranges.ts';

/** What decides where a Markdown link leads. */
export interface LinkSource {
  readonly offset: number;
  readonly ranges: readonly LinkRange[];
  readonly findSection: SectionFinder;
  /** Address for a relative one that no edge speaks of; null when it leads nowhere. */
  readonly hrefOfLink: (url: string, image: boolean) => string | null;
}

/** A mention: a link that carries its state, or a span where there is nothing to lead to. */
export function mentionElement(
  { href, state, title }: LinkTarget,
  children: readonly ElementContent[],
): Element {
  const properties: Properties = { className: ['mention'], dataState: state };
  if (title !== null) properties['title'] = title;
  return href === null
    ? element('span', properties, children)
    : element('a', { ...properties, href }, children);
}

type LinkTarget = Pick<LinkRange, 'href' | 'state' | 'title'>;

/**
 * Sends a link or image where it should lead: `made` is what Markdown alone would make of it. An edge decides when
 * there is one for it; addresses with a scheme stay as they are; an anchor is looked up among the sections.
 */
export function linkElement(made: Element, node: Nodes, url: string, source: LinkSource): Element {
  const span = spanOf(node, source.offset);
  const range = span === null ? null : ownRange(span, source.ranges);
  const image = made.tagName === 'img';
  const target = range ?? plainTarget(url, image, source);
  if (target === null)
    return image ? farImage(made, url) : { ...made, children: withoutLinks(made.children) };
  if (image) return imageElement(made, target);
  const title = typeof made.properties['title'] === 'string' ? made.properties['title'] : target.title;
  if (range !== null || target.href === null)
    return mentionElement({ ...target, title }, withoutLinks(made.children));
  const properties = { ...made.properties, href: target.href };
  return { ...made, properties, children: withoutLinks(made.children) };
}

/** A page loads nothing from elsewhere: an image of the web becomes a link to it. */
function farImage(made: Element, url: string): Element {
  if (!/^(?:https?:)?\/\//i.test(url)) return made;
  const alt = String(made.properties['alt'] ?? '');
  return element('a', { href: url }, [{ type: 'text', value: alt === '' ? 'image' : `image: ${alt}` }]);
}

/** Links do not nest: one that an image left within another is text. */
function withoutLinks(children: readonly ElementContent[]): ElementContent[] {
  return children.map((child) => {
    if (child.type !== 'element') return child;
    const inside = withoutLinks(child.children);
    return child.tagName === 'a' ? element('span', {}, inside) : { ...child, children: inside };
  });
}

function imageElement(made: Element, target: LinkTarget): Element {
  if (target.href !== null) return { ...made, properties: { ...made.properties, src: target.href } };
  return mentionElement(target, [{ type: 'text', value: String(made.properties['alt'] ?? '') }]);
}

/** The edge of the link itself, else the first of what its text names. What holds the link is not its own. */
function ownRange(span: Span, ranges: readonly LinkRange[]): LinkRange | null {
  const inside = rangesWithin(ranges, span).filter(
    (range) => span.start <= range.span.start && range.span.end <= span.end,
  );
  return inside.find((range) => range.isLink) ?? inside[0] ?? null;
}

/** Where an address without an edge leads; null for one that stays as it is. */
function plainTarget(
  url: string,
  image: boolean,
  { findSection, hrefOfLink }: LinkSource,
): LinkTarget | null {
  if (leadsElsewhere(url)) return null;
  const href = url.startsWith('#') ? anchorWithin(url, findSection) : hrefOfLink(url, image);
  return { href, state: href === null ? 'missing' : 'ok', title: null };
}

function anchorWithin(url: string, findSection: SectionFinder): string | null {
  const [section] = findSection(url);
  if (section !== undefined) return `#${section.slug}`;
  return isTop(url.slice(1)) ? '#' : null;
}
