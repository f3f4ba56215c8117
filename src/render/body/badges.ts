import type { Node, PhrasingContent, Text } from 'mdast';
import { firstFrom } from '../../parse/first-from.ts';
import { alignText } from '../../parse/markdown/align.ts';
import { spanOf } from '../../parse/markdown/tree.ts';
import type { ClaimState, Span } from '../../types.ts';
import { type LinkRange, rangesWithin } from './ranges.ts';

/** Where a claim ends in the raw text, and how it fares. */
export interface Badge {
  readonly at: number;
  readonly state: ClaimState;
  /** A shape that differs for every state. */
  readonly mark: string;
  /** State, what was claimed, and by what and when it was found: a tooltip. */
  readonly words: string;
  /** Anchor of its entry below the note. */
  readonly entry: string;
}

/** A badge among inline nodes. */
export interface BadgeNode extends Node {
  readonly type: 'badge';
  readonly badge: Badge;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    badge: BadgeNode;
  }
  interface RootContentMap {
    badge: BadgeNode;
  }
}

/** The badges in order, each behind the mention in which its claim ends; `ranges` are in order. */
export function behindMentions(badges: readonly Badge[], ranges: readonly LinkRange[]): readonly Badge[] {
  const moved = badges.map((badge) => {
    const around = rangesWithin(ranges, { start: badge.at - 1, end: badge.at }).find(
      ({ span }) => badge.at < span.end,
    );
    return around === undefined ? badge : { ...badge, at: around.span.end };
  });
  return moved.sort((left, right) => left.at - right.at);
}

/** The badges of claims that end within a span; `badges` are in order. */
export function badgesWithin(badges: readonly Badge[], span: Span): readonly Badge[] {
  const behind = (place: number): number => firstFrom(badges, place + 1, ({ at }) => at);
  return badges.slice(behind(span.start), behind(span.end));
}

/**
 * Puts each badge behind the text that ends at its place: into text and emphasis, and behind links and code. `offset`
 * is what turns an offset of the nodes into one of the raw `text`.
 */
export function placeBadges(
  nodes: readonly PhrasingContent[],
  badges: readonly Badge[],
  { text, offset }: { readonly text: string; readonly offset: number },
): PhrasingContent[] {
  return nodes.flatMap((node) => {
    const span = spanOf(node, offset);
    if (span === null) return [node];
    const own = badgesWithin(badges, span);
    if (own.length === 0) return [node];
    if (node.type === 'text') return cutText(node, own, text.slice(span.start, span.end), span.start, offset);
    if (node.type !== 'emphasis' && node.type !== 'strong' && node.type !== 'delete')
      return [node, ...own.map(nodeOf)];
    const last = node.children.at(-1);
    const end = (last && spanOf(last, offset)?.end) ?? span.start;
    const inside = own.filter(({ at }) => at <= end);
    const children = placeBadges(node.children, inside, { text, offset });
    return [{ ...node, children }, ...own.filter(({ at }) => at > end).map(nodeOf)];
  });
}

function nodeOf(badge: Badge): BadgeNode {
  return { type: 'badge', badge };
}

/** A text in pieces, each with the place that it has in the source. */
function cutText(
  node: Text,
  badges: readonly Badge[],
  raw: string,
  start: number,
  offset: number,
): readonly PhrasingContent[] {
  const places = alignText(raw, node.value);
  const pieces: PhrasingContent[] = [];
  let from = 0;
  const push = (to: number, end: number): void => {
    if (to <= from || node.position === undefined) return;
    const before = places === null ? from : (places[from] ?? from);
    const position = {
      start: { ...node.position.start, offset: start + before - offset },
      end: { ...node.position.end, offset: end - offset },
    };
    pieces.push({ ...node, value: node.value.slice(from, to), position });
    from = to;
  };
  for (const badge of badges) {
    const place = badge.at - start;
    const index = places === null ? place : places.findIndex((one) => one >= place);
    push(index === -1 ? node.value.length : index, badge.at);
    pieces.push(nodeOf(badge));
  }
  push(node.value.length, start + raw.length);
  return pieces;
}
