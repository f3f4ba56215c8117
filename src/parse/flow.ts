import type { Nodes, Root } from 'mdast';
import type { Span } from '../types.ts';
import { spanOf } from './markdown/tree.ts';

/** A node above the inline ones, and where it stands. */
export interface FlowNode {
  readonly node: Nodes;
  /** In the raw text. */
  readonly span: Span;
  /** True for a direct child of a list item. */
  readonly inItem: boolean;
  /** The row that holds it. */
  readonly row: Span | null;
}

/**
 * The blocks, rows, cells, lists, quotes and raw HTML of a tree in the order of the text, each before what is in it.
 * Nodes without a position (made by a plugin) are left out with all they hold.
 */
export function flowNodes(tree: Root, offset: number): readonly FlowNode[] {
  const found: FlowNode[] = [];
  const pending: FlowNode[] = [];
  const open = (node: Nodes, inItem: boolean, row: Span | null): void => {
    if (!('children' in node)) return;
    for (let at = node.children.length - 1; at >= 0; at -= 1) {
      const child = node.children[at] as Nodes;
      const span = placeOf(child, inItem, offset);
      if (span !== null) pending.push({ node: child, span, inItem, row });
    }
  };
  open(tree, false, null);
  for (let flow = pending.pop(); flow !== undefined; flow = pending.pop()) {
    found.push(flow);
    if (!isLeaf(flow.node)) open(flow.node, flow.node.type === 'listItem', rowOf(flow));
  }
  return found;
}

/** True for nodes whose children are inline. */
export function isLeaf(node: Nodes): node is Extract<Nodes, { type: 'heading' | 'paragraph' | 'tableCell' }> {
  return node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableCell';
}

/** Where a node stands. The checkbox of a task is no part of its first paragraph, whatever the engine says. */
function placeOf(node: Nodes, inItem: boolean, offset: number): Span | null {
  const span = spanOf(node, offset);
  const first = inItem && node.type === 'paragraph' ? node.children[0] : undefined;
  const start = first === undefined ? undefined : spanOf(first, offset)?.start;
  return span === null ? null : { start: start ?? span.start, end: span.end };
}

function rowOf({ node, span, row }: FlowNode): Span | null {
  return node.type === 'tableRow' ? span : row;
}

/** Everything below a leaf in the order of the text. A loop, since a hostile tree can be deep. */
export function inlineNodes(leaf: Nodes): readonly Nodes[] {
  const found: Nodes[] = [];
  const pending: Nodes[] = 'children' in leaf ? [...leaf.children].reverse() : [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    found.push(node);
    if ('children' in node)
      for (let at = node.children.length - 1; at >= 0; at -= 1) pending.push(node.children[at] as Nodes);
  }
  return found;
}

/** Where raw HTML stands in a block: all of it, or pieces among its words. */
export function htmlSpans({ node, span }: FlowNode, offset: number): readonly Span[] {
  if (node.type === 'html') return [span];
  if (!isLeaf(node)) return [];
  return inlineNodes(node).flatMap((inline) =>
    inline.type === 'html' ? (spanOf(inline, offset) ?? []) : [],
  );
}
