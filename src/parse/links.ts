import type { Definition, Nodes } from 'mdast';
import type { Span } from '../types.ts';

/** A Markdown link or image in a block. */
export interface BlockLink {
  /** The whole link, label and address. */
  readonly span: Span;
  /** The address as Markdown reads it: escapes and references decoded; in its definition for a link by reference. */
  readonly url: string;
  readonly image: boolean;
}

/** The addresses that are given by reference, by identifier in upper case; the first of a name counts. */
export type Definitions = ReadonlyMap<string, string>;

/** Reads a link or image that stands at `span`; null for any other node. */
export function readLink(node: Nodes, span: Span, definitions: Definitions): BlockLink | null {
  switch (node.type) {
    case 'link':
    case 'image':
      return { span, url: node.url, image: node.type === 'image' };
    case 'linkReference':
    case 'imageReference': {
      const url = definitions.get(node.identifier.toUpperCase());
      return url === undefined ? null : { span, url, image: node.type === 'imageReference' };
    }
    default:
      return null;
  }
}

/** The addresses of the link definitions of a note. */
export function definitionsOf(nodes: readonly Definition[]): Definitions {
  const found = new Map<string, string>();
  for (const { identifier, url } of nodes) {
    const name = identifier.toUpperCase();
    if (!found.has(name)) found.set(name, url);
  }
  return found;
}
