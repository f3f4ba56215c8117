import type { Heading, Nodes, Root } from 'mdast';
import type { Draft, Fault, MarkdownEngine, Span } from '../types.ts';
import { type Block, readBlock } from './blocks.ts';
import { type FlowNode, flowNodes, isLeaf } from './flow.ts';
import { definitionsOf } from './links.ts';
import { parseTree, spanOf } from './markdown/tree.ts';
import { isWithin } from './mentions/spans.ts';
import { partsOf } from './parts.ts';
import {
  type HeadingPlace,
  headingSpan,
  headingTitle,
  readSections,
  splitNumber,
  titleSpan,
} from './sections.ts';
import { bodySuppressions, withoutComments } from './suppressions.ts';
import { countWords } from './words.ts';

export type { Block } from './blocks.ts';
export type { BlockLink } from './links.ts';

/** What a first section is called where a note opens with no title, and others of its rank follow. */
const FIRST_SECTION = /^(?:abstract|background|context|introduction|motivation|overview|purpose|summary)$/i;

/** What a body holds. */
export interface BodyReading
  extends Pick<Draft, 'sections' | 'parts' | 'title' | 'faults' | 'suppressions' | 'words'> {
  /** Null for a text that is not parsed. */
  readonly tree: Root | null;
  /** What turns offsets of the tree's nodes into offsets of the raw text. */
  readonly offset: number;
  /** In the order of the text; what stands in the head is left out. */
  readonly blocks: readonly Block[];
}

/** Where a head stands and what follows it. */
export type HeadPlace = Pick<Draft, 'headSpan' | 'body'>;

/**
 * Reads sections, title, blocks and suppressions of a note's body. `text` is the raw text of the whole file. Without
 * an engine (an opaque source) the body is one section and nothing in it is read. Never throws: a body that the
 * engine fails on, or that is nested too deep, is treated as opaque and gets a fault.
 */
export function readBody(text: string, head: HeadPlace, engine: MarkdownEngine | null): BodyReading {
  const { headSpan, body } = head;
  if (engine === null) return opaqueBody(text, body, []);
  const parsed = parseTree(text, body, engine);
  if ('rule' in parsed) return opaqueBody(text, body, [parsed]);
  const { tree, offset } = parsed;
  const all = flowNodes(tree, offset);
  const flow = all.filter(({ node, span }) => node.type === 'heading' || !isWithin(span, headSpan));
  const definitions = flow.map(({ node }) => node).filter((node) => node.type === 'definition');
  const source = { text, offset, headSpan, definitions: definitionsOf(definitions) };
  const blocks: Block[] = [];
  for (const place of flow) {
    const { node, span, inItem } = place;
    if (!isLeaf(node) || isWithin(span, headSpan)) continue;
    const block = readBlock(node, blockType(node.type, inItem), place, source);
    if (block !== null) blocks.push(block);
  }
  const { headings, hasLead } = outline(flow, tree);
  return {
    tree,
    offset,
    sections: readSections(text, body, offset, headings, hasLead),
    parts: partsOf(flow, blocks, text, offset),
    title: readTitle(text, offset, headings),
    blocks,
    suppressions: bodySuppressions(text, offset, all, headSpan),
    faults: [],
    words: blocks.reduce((count, block) => count + countWords(block.text), 0),
  };
}

function opaqueBody(text: string, body: Span, faults: readonly Fault[]): BodyReading {
  const sections = readSections(text, body, body.start, [], true);
  return {
    tree: null,
    offset: body.start,
    sections,
    parts: [],
    title: null,
    blocks: [],
    suppressions: [],
    faults,
    words: 0,
  };
}

/** The headings of the top level, and what stands below each. Those in quotes, lists and notes are not sections. */
function outline(
  flow: readonly FlowNode[],
  tree: Root,
): { headings: readonly HeadingPlace[]; hasLead: boolean } {
  const top = new Set<unknown>(tree.children);
  const headings: { node: Heading; hasContent: boolean }[] = [];
  let hasLead = false;
  for (const { node } of flow) {
    if (!top.has(node)) continue;
    const last = headings.at(-1);
    if (node.type === 'heading') headings.push({ node, hasContent: false });
    else if (!isContent(node)) continue;
    else if (last === undefined) hasLead = true;
    else last.hasContent = true;
  }
  return { headings, hasLead };
}

function isContent(node: Nodes): boolean {
  if (node.type === 'html') return withoutComments(node.value).trim() !== '';
  return node.type !== 'thematicBreak' && node.type !== 'definition';
}

function readTitle(text: string, offset: number, headings: readonly HeadingPlace[]): Draft['title'] {
  const [node, next] = headings.flatMap((heading) => (heading.node.depth === 1 ? [heading.node] : []));
  const place = node === undefined ? null : spanOf(node, offset);
  if (node === undefined || place === null) return null;
  const { title } = headingTitle(node);
  const isSection = next !== undefined && FIRST_SECTION.test(splitNumber(title).title);
  return title === '' || isSection
    ? null
    : { text: title, span: titleSpan(text, headingSpan(node, place, offset)) };
}

function blockType(type: string, inItem: boolean): Block['type'] {
  if (type === 'heading') return 'heading';
  if (type === 'tableCell') return 'cell';
  return inItem ? 'item' : 'paragraph';
}
