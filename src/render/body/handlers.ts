import type { Element, ElementContent } from 'hast';
import type { ImageReference, LinkReference, Parents } from 'mdast';
import { defaultHandlers, type Handlers, type State } from 'mdast-util-to-hast';
import { alignByClass, codeElement, element, labelCheckbox, rawHtml, scrollable } from './elements.ts';
import type { Highlight } from './highlight.ts';
import { type LinkSource, linkElement, mentionElement } from './links.ts';
import type { CodeRunNode, MentionNode } from './mentions.ts';
import type { AnchorNode } from './prepare.ts';

/** How nodes become HTML where slop differs from mdast-util-to-hast. */
export function bodyHandlers(links: LinkSource, highlight: Highlight | null): Handlers {
  let tables = 0;
  const reference = (state: State, node: LinkReference | ImageReference, made: Made): Made => {
    const definition = state.definitionById.get(node.identifier.toUpperCase());
    return definition === undefined || Array.isArray(made)
      ? made
      : linkElement(made as Element, node, definition.url, links);
  };
  return {
    mention: (state: State, node: MentionNode) => mentionElement(node.range, inside(state, node)),
    codeRun: (state: State, node: CodeRunNode) => element('code', {}, inside(state, node)),
    anchor: (_, { id, block }: AnchorNode) =>
      element(block ? 'div' : 'span', { className: ['anchor'], id }, []),
    html: (_, node, parent) => rawHtml(node, parent),
    code: (state, node) => codeElement(defaultHandlers.code(state, node), node, highlight),
    link: (state, node) => linkElement(defaultHandlers.link(state, node), node, node.url, links),
    image: (state, node) => linkElement(defaultHandlers.image(state, node), node, node.url, links),
    linkReference: (state, node) => reference(state, node, defaultHandlers.linkReference(state, node)),
    imageReference: (state, node) => reference(state, node, defaultHandlers.imageReference(state, node)),
    listItem: (state, node, parent) => labelCheckbox(defaultHandlers.listItem(state, node, parent), node),
    table: (state, node) => {
      tables += 1;
      return scrollable(defaultHandlers.table(state, node), tables);
    },
    tableRow: (state, node, parent) => alignByClass(defaultHandlers.tableRow(state, node, parent)),
  };
}

type Made = ElementContent | ElementContent[];

function inside(state: State, node: MentionNode | CodeRunNode): readonly ElementContent[] {
  return state.all(node as unknown as Parents);
}
