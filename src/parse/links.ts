import type { Definition, Image, ImageReference, Link, LinkReference, Nodes } from 'mdast';
import type { Span } from '../types.ts';
import { definitionDestination, destinationSpan } from './markdown/destination.ts';
import { spanOf } from './markdown/tree.ts';

/** A Markdown link or image in a block. */
export interface BlockLink {
  /** The whole link, label and address. */
  readonly span: Span;
  /** The address as Markdown reads it: escapes and references decoded. */
  readonly url: string;
  /** Where the address is written; in its definition for a link by reference. */
  readonly urlSpan: Span;
  readonly image: boolean;
}

/** Where links of a note are read from. */
export interface LinkSource {
  readonly text: string;
  /** What turns offsets of nodes into offsets of `text`. */
  readonly offset: number;
  /** By identifier in upper case; the first of a name counts. */
  readonly definitions: ReadonlyMap<string, WrittenAddress>;
}

/** An address as Markdown reads it, and where it is written. */
type WrittenAddress = Pick<BlockLink, 'url' | 'urlSpan'>;

/** Reads a link or image that stands at `span`; null for any other node. */
export function readLink(node: Nodes, span: Span, source: LinkSource): BlockLink | null {
  switch (node.type) {
    case 'link':
    case 'image':
      return {
        span,
        url: node.url,
        urlSpan: writtenAddress(node, span, source),
        image: node.type === 'image',
      };
    case 'linkReference':
    case 'imageReference':
      return readReference(node, span, source);
    default:
      return null;
  }
}

/** The link definitions of a note, as `LinkSource` wants them. */
export function definitionsOf(
  nodes: readonly Definition[],
  text: string,
  offset: number,
): LinkSource['definitions'] {
  const found = new Map<string, WrittenAddress>();
  for (const node of nodes) {
    const name = node.identifier.toUpperCase();
    const span = spanOf(node, offset);
    if (span === null || found.has(name)) continue;
    const written = definitionDestination(text.slice(span.start, span.end));
    found.set(name, { url: node.url, urlSpan: written === null ? span : shift(written, span.start) });
  }
  return found;
}

function writtenAddress(node: Link | Image, span: Span, { text, offset }: LinkSource): Span {
  const children = node.type === 'link' ? node.children : [];
  const [first, last] = [children[0], children.at(-1)].map((child) => (child ? spanOf(child, offset) : null));
  const raw = text.slice(span.start, span.end);
  const found = destinationSpan(raw, last ? last.end - span.start : 0);
  if (found !== null) return shift(found, span.start);
  return first && last ? { start: first.start, end: last.end } : span;
}

function readReference(
  node: LinkReference | ImageReference,
  span: Span,
  { definitions }: LinkSource,
): BlockLink | null {
  const written = definitions.get(node.identifier.toUpperCase());
  return written === undefined ? null : { span, ...written, image: node.type === 'imageReference' };
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
