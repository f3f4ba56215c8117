import type { Heading, Nodes, Paragraph, TableCell } from 'mdast';
import type { Span } from '../types.ts';
import { type FlowNode, inlineNodes } from './flow.ts';
import { type BlockLink, type Definitions, readLink } from './links.ts';
import { alignCode, alignText } from './markdown/align.ts';
import { spanOf } from './markdown/tree.ts';

/** A stretch of prose: what mentions are looked for in. Fenced code is none. */
export interface Block {
  /** `item` is a paragraph of a list item, `cell` one cell of a table. */
  readonly type: 'heading' | 'paragraph' | 'item' | 'cell';
  readonly span: Span;
  /**
   * What a reader sees, at the place where it is written: as long as the span, with spaces for everything else
   * (marks of emphasis, addresses, HTML, escapes, prefixes of quotes and lists, line endings). A hard line break is
   * a line feed. A hit at index i is at offset span.start + i of the raw text.
   */
  readonly text: string;
  readonly links: readonly BlockLink[];
  /** Inline code, backticks included; its text is kept in `text`. */
  readonly code: readonly Span[];
  /** The row of a cell; cells of one row have equal ones. Null for other blocks. */
  readonly row: Span | null;
}

/** Nodes that become blocks. */
export type Leaf = Heading | Paragraph | TableCell;

/** What reading a block needs to know of the note around it. */
export interface BlockSource {
  readonly text: string;
  /** What turns offsets of nodes into offsets of `text`. */
  readonly offset: number;
  readonly definitions: Definitions;
  /** Text that belongs to the head and is masked. */
  readonly headSpan: Span;
}

/** Reads the block that a leaf at `span` is; null when nothing of it is seen outside the head, but for an empty cell. */
export function readBlock(
  leaf: Leaf,
  type: Block['type'],
  { span, row }: Pick<FlowNode, 'span' | 'row'>,
  source: BlockSource,
): Block | null {
  const links: BlockLink[] = [];
  const code: Span[] = [];
  let text = '';
  for (const node of inlineNodes(leaf)) {
    const place = spanOf(node, source.offset);
    if (place === null) continue;
    const link = readLink(node, place, source.definitions);
    if (link !== null) links.push(link);
    if (node.type === 'inlineCode') code.push(place);
    const seen = visibleText(node, source.text.slice(place.start, place.end));
    if (seen !== null) text = padTo(text, place.start - span.start) + seen;
  }
  text = hideHead(padTo(text, span.end - span.start), span, source.headSpan);
  const isSeen = type === 'cell' || links.length > 0 || text.trim() !== '';
  return isSeen ? { type, span, text, links, code, row } : null;
}

/** What of a node's source is seen, as long as the source; null for a node that shows nothing itself. */
function visibleText(node: Nodes, raw: string): string | null {
  if (node.type === 'break') return '\n'.padStart(raw.search(/[\r\n]/) + 1).padEnd(raw.length);
  if (node.type !== 'text' && node.type !== 'inlineCode') return null;
  const places = node.type === 'text' ? alignText(raw, node.value) : alignCode(raw, node.value);
  if (places === null) return raw.replace(/[\r\n]/g, ' ');
  const seen: string[] = new Array(raw.length).fill(' ');
  places.forEach((place, index) => {
    const character = node.value.charAt(index);
    if (place < seen.length) seen[place] = character === '\n' || character === '\r' ? ' ' : character;
  });
  return seen.join('');
}

function padTo(text: string, length: number): string {
  return text.slice(0, length).padEnd(length);
}

function hideHead(text: string, span: Span, head: Span): string {
  const start = Math.max(span.start, head.start) - span.start;
  const end = Math.min(span.end, head.end) - span.start;
  return end <= start ? text : text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}
