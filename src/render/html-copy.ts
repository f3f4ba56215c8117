import type { Element, ElementContent, Nodes } from 'hast';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { MarkdownEngine } from '../types.ts';
import { type SafeHtml, safeHtml } from './html.ts';

/** Where a link (`view`) or an image (`raw`) of the document leads; null when nowhere that a page may show. */
export type TargetHref = (written: string, as: 'view' | 'raw') => string | null;

const PREFIX = 'd-';

/** What GitHub lets through, less what needs a script, a style or a form. */
const SCHEMA: Schema = {
  ...defaultSchema,
  clobberPrefix: PREFIX,
  strip: ['script', 'style', 'title', 'template', 'textarea', 'select', 'svg', 'math', 'iframe', 'object'],
  tagNames: [
    ...(defaultSchema.tagNames ?? []).filter(
      (name) => name !== 'input' && name !== 'picture' && name !== 'source',
    ),
    ...['abbr', 'caption', 'figcaption', 'figure', 'mark', 'small', 'u'],
  ],
  ancestors: { ...defaultSchema.ancestors, caption: ['table'] },
};

/** Blocks that mean something to a page or a form; in a copy they only keep apart what stands in them. */
const BLOCKS = new Set(
  'address article aside center dialog fieldset footer form header hgroup legend main nav search'.split(' '),
);

/** Beyond this the tree is not walked, and the text is shown as it is. */
const DEEPEST = 500;

/**
 * An HTML document → a harmless copy of its body: no scripts, styles, forms or frames; links lead to pages of
 * the site. Its headings come below the page's own; a first one that repeats `title` goes.
 * Null when no copy can be made.
 */
export function htmlCopy(
  text: string,
  title: string,
  hrefOf: TargetHref,
  engine: MarkdownEngine,
): SafeHtml | null {
  if (deepestTag(text) > DEEPEST) return null;
  const clean = sanitize({ type: 'root', children: rework(bodyOf(engine.parseHtml(text)), plain) }, SCHEMA);
  const children = 'children' in clean ? (clean.children as ElementContent[]) : [];
  const stepped = stepHeadings(children, title.replace(/\s+/g, ' ').trim());
  const ids = new Set<string>();
  const linked = rework(identified(stepped, ids), (node) => {
    if (node.tagName === 'a') return [linkTo(node, hrefOf, ids)];
    if (node.tagName === 'img') return [picture(node, hrefOf)];
    return node.tagName === 'table' || node.tagName === 'pre' ? [scrolling(node)] : [node];
  });
  return safeHtml(toHtml({ type: 'root', children: linked }));
}

/**
 * The element, a list by another name as `ul`, or its block as a `div`; a form that holds nothing may stand in a table,
 * where no `div` may.
 */
function plain(node: Element): readonly ElementContent[] {
  if (node.tagName === 'form' && node.children.length === 0) return [];
  const isList = node.tagName === 'menu' || node.tagName === 'dir';
  if (!isList && !BLOCKS.has(node.tagName)) return [node];
  const { id, name, dir, lang } = node.properties;
  return [{ ...node, tagName: isList ? 'ul' : 'div', properties: { id, name, dir, lang } }];
}

/** A heading or title without the version at its end. */
function unversioned(text: string): string {
  return text.length > 400 ? text : text.replace(/[\s—–(-]+v?\d+(\.\d+)+\)?$/, '');
}

/** Replaces every element, innermost first, by what `make` makes of it. */
function rework(
  nodes: readonly ElementContent[],
  make: (node: Element) => readonly ElementContent[],
): ElementContent[] {
  return nodes.flatMap((node) =>
    node.type === 'element' ? make({ ...node, children: rework(node.children, make) }) : [node],
  );
}

/** The nodes with their names as ids, each of which only the first keeps; adds them to `ids`. */
function identified(nodes: readonly ElementContent[], ids: Set<string>): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== 'element') return node;
    const { name, id = name, ...properties } = node.properties;
    const first = id !== undefined && !ids.has(String(id));
    if (first) ids.add(String(id));
    const children = identified(node.children, ids);
    return { ...node, properties: first ? { ...properties, id } : properties, children };
  });
}

/** Takes out a first heading that repeats the title, and moves the rest so that the highest is of rank 2. */
function stepHeadings(nodes: readonly ElementContent[], title: string): ElementContent[] {
  let first = true;
  let highest = 6;
  const kept = rework(nodes, (node) => {
    const rank = rankOf(node);
    if (rank === null) return [node];
    const repeats = first && unversioned(words(node)) === unversioned(title);
    first = false;
    if (repeats) return [];
    highest = Math.min(highest, rank);
    return [node];
  });
  return rework(kept, (node) => {
    const rank = rankOf(node);
    return rank === null ? [node] : [{ ...node, tagName: `h${Math.min(rank - highest + 2, 6)}` }];
  });
}

function rankOf({ tagName }: Element): number | null {
  return /^h[1-6]$/.test(tagName) ? Number(tagName.slice(1)) : null;
}

/** Elements that hold nothing, or that a new one of their own sort closes. */
const UNNESTED =
  /^(area|base|br|col|hr|img|input|link|meta|source|wbr|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|rt|rp)$/i;

/** An upper bound of how deep the elements of a text can nest, without building them. */
function deepestTag(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, close, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (UNNESTED.test(name)) continue;
    depth = close === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function bodyOf(tree: Nodes): readonly ElementContent[] {
  if (!('children' in tree)) return [];
  const html = tree.children.find((node) => node.type === 'element' && node.tagName === 'html');
  const body = (html as Element | undefined)?.children.find(
    (node) => node.type === 'element' && node.tagName === 'body',
  );
  return ((body as Element | undefined)?.children ?? tree.children) as ElementContent[];
}

function words(node: Element): string {
  const text = (of: ElementContent): string =>
    of.type === 'text' ? of.value : of.type === 'element' ? of.children.map(text).join('') : '';
  return text(node).replace(/\s+/g, ' ').trim();
}

function linkTo(node: Element, hrefOf: TargetHref, ids: ReadonlySet<string>): Element {
  const written = String(node.properties['href'] ?? '');
  const id = PREFIX + written.slice(1);
  const own = ids.has(id) ? `#${id}` : null;
  const href = written.startsWith('#') ? own : written === '' ? null : hrefOf(written, 'view');
  if (href !== null) return { ...node, properties: { ...node.properties, href } };
  const { href: _, ...properties } = node.properties;
  return { ...node, tagName: 'span', properties };
}

/** A picture of the record stays; one from elsewhere, which the page may not load, becomes a link to it. */
function picture(node: Element, hrefOf: TargetHref): Element {
  const written = String(node.properties['src'] ?? '');
  const alt = String(node.properties['alt'] ?? '');
  const src = hrefOf(written, 'raw');
  if (src !== null) return { ...node, properties: { ...node.properties, src, alt } };
  const href = hrefOf(written, 'view');
  const label: ElementContent = { type: 'text', value: alt === '' ? 'image' : `image: ${alt}` };
  return {
    type: 'element',
    tagName: href === null ? 'em' : 'a',
    properties: href === null ? {} : { href },
    children: [label],
  };
}

/** Wide things scroll inside their own box, which the keyboard can reach. */
function scrolling(node: Element): Element {
  if (node.tagName === 'pre') return { ...node, properties: { ...node.properties, tabIndex: 0 } };
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['table'], role: 'region', ariaLabel: 'Table', tabIndex: 0 },
    children: [node],
  };
}
