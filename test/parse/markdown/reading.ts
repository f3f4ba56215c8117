import { type BodyReading, readBody } from '../../../src/parse/body.ts';
import { remarkEngine } from '../../../src/parse/markdown/remark.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { linkRanges } from '../../../src/render/body/ranges.ts';
import { renderBody } from '../../../src/render/body.ts';
import type { Edge, MarkdownEngine } from '../../../src/types.ts';

/** Both engines, for tests that hold for each. */
export const engines: readonly MarkdownEngine[] = [satteriEngine, remarkEngine()];

/** A text that is all body. */
export function bodyOf(text: string): {
  headSpan: { start: number; end: number };
  body: { start: number; end: number };
} {
  return { headSpan: { start: 0, end: 0 }, body: { start: 0, end: text.length } };
}

/** Reads a text that has no head. */
export function read(text: string, engine: MarkdownEngine = satteriEngine): BodyReading {
  return readBody(text, bodyOf(text), engine);
}

/** An edge of a body whose mention stands at a span. */
export function edgeAt(start: number, end: number, more: Partial<Edge> = {}): Edge {
  const target = { type: 'file', path: 'there.md', anchor: null, image: false } as const;
  const mention = { span: { start, end }, target, field: null, sentence: '' };
  return { from: 'here.md', mention, to: null, state: 'ok', facts: [], candidates: [], ...more };
}

/** What an engine makes of a text: all that later stages see of a body, and the page. */
export interface Seen {
  readonly reading: Omit<BodyReading, 'tree'>;
  readonly html: string;
}

const name = /[a-z0-9][a-z0-9-]*-v\d+_\d+\.md|§\d+(?:\.\d+)*/g;

/** Reads and renders a text with an engine; file names and `§6` in its blocks become links. */
export function see(text: string, engine: MarkdownEngine): Seen {
  const { tree: _, ...reading } = read(text, engine);
  const edges = reading.blocks.flatMap((block) =>
    [...block.text.matchAll(name)].map(({ index, 0: hit }) =>
      edgeAt(block.span.start + index, block.span.start + index + hit.length),
    ),
  );
  const draft = { opaque: false, ...bodyOf(text), ...reading };
  const ranges = linkRanges(edges, { hrefOf: () => 'there.html' });
  const order = { text, draft, ranges, badges: [], former: new Map() };
  const html = renderBody(order, { engine, highlight: null }, (url) => url);
  return { reading, html };
}
