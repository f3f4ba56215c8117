import type { Element, ElementContent } from 'hast';
import type { ImageReference, LinkReference, List, Parents, TableRow } from 'mdast';
import { defaultHandlers, type Options } from 'remark-rehype';
import type { BadgeNode } from './badges.ts';
import { calloutElement, calloutOf } from './callouts.ts';
import {
  alignByClass,
  badgeElement,
  codeElement,
  element,
  labelCheckbox,
  rawHtml,
  scrollable,
} from './elements.ts';
import type { Highlight } from './highlight.ts';
import { type LinkSource, linkElement, mentionElement } from './links.ts';
import type { CodeRunNode, MentionNode } from './mentions.ts';
import type { AnchorNode } from './prepare.ts';

type Handlers = NonNullable<Options['handlers']>;
type State = Parameters<NonNullable<Handlers['html']>>[0];

/** Empty cells that short rows of a note are filled up with: a few bytes of table must not become gigabytes of page. */
const mostFilled = 100_000;

/** How nodes become HTML where slop differs from remark-rehype. */
export function bodyHandlers(links: LinkSource, highlight: Highlight | null): Handlers {
  let tables = 0;
  let filled = 0;
  const withinTable = (node: TableRow, parent: Parents | undefined): Parents | undefined => {
    if (parent?.type !== 'table') return parent;
    filled += Math.max(0, (parent.align?.length ?? 0) - node.children.length);
    // The row is looked for among its siblings only to tell the first: that search would grow with the square of the rows.
    const children = parent.children[0] === node ? [node] : [];
    return { ...parent, children, align: filled > mostFilled ? null : (parent.align ?? null) };
  };
  const shells = new WeakMap<List, List>();
  const withinList = (parent: Parents | undefined): Parents | undefined => {
    if (parent?.type !== 'list') return parent;
    // Each item asks all its siblings whether the list is loose: that search would grow with the square of the items.
    const shell = shells.get(parent) ?? { ...parent, spread: isLoose(parent), children: [] };
    shells.set(parent, shell);
    return shell;
  };
  const reference = (state: State, node: LinkReference | ImageReference, made: Made): Made => {
    const definition = state.definitionById.get(node.identifier.toUpperCase());
    return definition === undefined || Array.isArray(made)
      ? made
      : linkElement(made as Element, node, definition.url, links);
  };
  return {
    mention: (state: State, node: MentionNode) => mentionElement(node.range, inside(state, node)),
    badge: (_, { badge }: BadgeNode) => badgeElement(badge),
    codeRun: (state: State, node: CodeRunNode) => element('code', {}, inside(state, node)),
    anchor: (_, { id, block }: AnchorNode) =>
      element(block ? 'div' : 'span', { className: ['anchor'], id }, []),
    blockquote: (state, node) => {
      const callout = calloutOf(node);
      const made = defaultHandlers.blockquote(state, callout?.quote ?? node);
      return callout === null ? made : calloutElement(made, callout.name);
    },
    html: (_, node, parent) => rawHtml(node, parent),
    code: (state, node) => codeElement(defaultHandlers.code(state, node), node, highlight),
    link: (state, node) => linkElement(defaultHandlers.link(state, node), node, node.url, links),
    image: (state, node) => linkElement(defaultHandlers.image(state, node), node, node.url, links),
    linkReference: (state, node) => reference(state, node, defaultHandlers.linkReference(state, node)),
    imageReference: (state, node) => reference(state, node, defaultHandlers.imageReference(state, node)),
    listItem: (state, node, parent) =>
      labelCheckbox(defaultHandlers.listItem(state, node, withinList(parent)), node),
    table: (state, node) => {
      tables += 1;
      return scrollable(defaultHandlers.table(state, node), tables);
    },
    tableRow: (state, node: TableRow, parent: Parents | undefined) =>
      alignByClass(defaultHandlers.tableRow(state, node, withinTable(node, parent))),
  };
}

/** Whether the items of a list are paragraphs: one that is makes all of them so. */
function isLoose(list: List): boolean {
  return list.spread === true || list.children.some((item) => item.spread ?? item.children.length > 1);
}

type Made = ElementContent | ElementContent[];

function inside(state: State, node: MentionNode | CodeRunNode): readonly ElementContent[] {
  return state.all(node as unknown as Parents);
}
