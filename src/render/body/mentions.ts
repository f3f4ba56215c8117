import type { InlineCode, Node, Nodes, PhrasingContent, Text } from 'mdast';
import { firstFrom } from '../../parse/first-from.ts';
import { alignCode, alignText } from '../../parse/markdown/align.ts';
import { spanOf } from '../../parse/markdown/tree.ts';
import type { Span } from '../../types.ts';
import type { Badge } from './badges.ts';
import { type LinkRange, rangesWithin } from './ranges.ts';

/** Inline nodes that lead somewhere together. */
export interface MentionNode extends Node {
  readonly type: 'mention';
  readonly range: LinkRange;
  readonly children: PhrasingContent[];
}

/** Inline code of which a part leads somewhere. */
export interface CodeRunNode extends Node {
  readonly type: 'codeRun';
  readonly children: PhrasingContent[];
}

declare module 'mdast' {
  interface PhrasingContentMap {
    mention: MentionNode;
    codeRun: CodeRunNode;
  }
  interface RootContentMap {
    mention: MentionNode;
    codeRun: CodeRunNode;
  }
}

/** Where inline nodes come from. */
export interface InlineSource {
  readonly text: string;
  readonly offset: number;
  /** In order, not overlapping. */
  readonly ranges: readonly LinkRange[];
  readonly badges: readonly Badge[];
  /** Text that is not shown. */
  readonly hidden: Span;
}

/** A node, and the range that holds all of it. */
interface Piece {
  readonly node: PhrasingContent;
  readonly range: LinkRange | null;
}

/**
 * Puts mention nodes around what the ranges cover: text, code, and whole runs of emphasis; a range that begins or ends
 * within emphasis becomes several mentions. Links are left as they are. What is hidden goes.
 */
export function placeMentions(nodes: readonly PhrasingContent[], source: InlineSource): PhrasingContent[] {
  const placed: PhrasingContent[] = [];
  for (const { node, range } of nodes.flatMap((child) => cut(child, source))) {
    const last = placed.at(-1);
    if (range === null) placed.push(node);
    else if (last?.type === 'mention' && last.range === range) last.children.push(node);
    else placed.push({ type: 'mention', range, children: [node] });
  }
  for (const node of placed) if (node.type === 'mention') showWordsAlone(node);
  return placed;
}

/** `[[id|words]]` reads as its words: that is what they are written for. */
function showWordsAlone({ children }: MentionNode): void {
  const [first, last] = [children[0], children.at(-1)];
  if (first?.type !== 'text' || last?.type !== 'text') return;
  const [opening] = /^\[\[[^[\]|]+\|(?!\s*\]\]$)/.exec(first.value) ?? [];
  if (opening === undefined || !last.value.endsWith(']]')) return;
  last.value = last.value.slice(0, -2);
  first.value = first.value.slice(opening.length);
}

function cut(node: PhrasingContent, source: InlineSource): readonly Piece[] {
  const span = spanOf(node, source.offset);
  if (span === null) return [{ node, range: null }];
  if (covers(source.hidden, span)) return [];
  const ranges = rangesWithin(source.ranges, span);
  if (ranges.length === 0 && !overlaps(source.hidden, span)) return [{ node, range: null }];
  const around = ranges.find((range) => covers(range.span, span)) ?? null;
  switch (node.type) {
    case 'text':
      return cutText(node, span, source);
    case 'inlineCode':
      return around === null
        ? [{ node: cutCode(node, span, source), range: null }]
        : [{ node, range: around }];
    case 'emphasis':
    case 'strong':
    case 'delete':
      if (around !== null && !holdsLink(node)) return [{ node, range: around }];
      return [{ node: { ...node, children: placeMentions(node.children, source) }, range: null }];
    case 'break':
    case 'html':
      return [{ node, range: around }];
    default:
      return [{ node, range: null }];
  }
}

function cutText(node: Text, span: Span, source: InlineSource): readonly Piece[] {
  const places = alignText(source.text.slice(span.start, span.end), node.value);
  return cutValue(node.value, places, span, source);
}

function cutCode(node: InlineCode, span: Span, source: InlineSource): CodeRunNode {
  const value = node.value.replace(/\r\n?|\n/g, ' ');
  const places = alignCode(source.text.slice(span.start, span.end), value);
  const pieces = cutValue(value, places, span, source);
  const children = pieces.map(
    ({ node: text, range }): PhrasingContent =>
      range === null ? text : { type: 'mention', range, children: [text] },
  );
  return { type: 'codeRun', children };
}

/** Cuts a value at the ends of ranges. `places` maps its indices to indices of the span's text. */
function cutValue(
  value: string,
  places: readonly number[] | null,
  span: Span,
  { ranges, hidden }: InlineSource,
): readonly Piece[] {
  const indexOf = (offset: number): number => {
    const place = offset - span.start;
    if (place <= 0) return 0;
    return places === null ? Math.min(place, value.length) : firstFrom(places, place, (one) => one);
  };
  const pieces: Piece[] = [];
  const push = (start: number, end: number, range: LinkRange | null): void => {
    if (start < end) pieces.push({ node: { type: 'text', value: value.slice(start, end) }, range });
  };
  for (const [first, last] of shownStretches(value.length, indexOf, hidden)) {
    let from = first;
    for (const range of rangesWithin(ranges, span)) {
      const start = Math.max(from, indexOf(range.span.start));
      const end = Math.min(last, indexOf(range.span.end));
      if (end <= start) continue;
      push(from, start, null);
      push(start, end, range);
      from = end;
    }
    push(from, last, null);
  }
  return pieces;
}

function shownStretches(
  length: number,
  indexOf: (offset: number) => number,
  hidden: Span,
): readonly (readonly [number, number])[] {
  if (hidden.start >= hidden.end) return [[0, length]];
  return [
    [0, indexOf(hidden.start)],
    [indexOf(hidden.end), length],
  ];
}

/** True when two spans share text. */
export function overlaps(left: Span, right: Span): boolean {
  return Math.max(left.start, right.start) < Math.min(left.end, right.end);
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start < outer.end && outer.start <= inner.start && inner.end <= outer.end;
}

/** What becomes a link whatever is around it. */
const LINKS: ReadonlySet<Nodes['type']> = new Set(['link', 'linkReference', 'footnoteReference', 'badge']);

function holdsLink(node: Nodes): boolean {
  if (LINKS.has(node.type)) return true;
  return 'children' in node && node.children.some((child) => holdsLink(child));
}
