import type { Heading, Node, Root, RootContent } from 'mdast';
import { flowNodes, isLeaf } from '../../parse/flow.ts';
import { spanOf } from '../../parse/markdown/tree.ts';
import { anchorsOf, withoutExplicitId } from '../../parse/sections.ts';
import type { Draft, Section, Span } from '../../types.ts';
import type { FormerAnchors } from '../former-anchors.ts';
import { badgesWithin, behindMentions, placeBadges } from './badges.ts';
import { type InlineSource, overlaps, placeMentions } from './mentions.ts';
import { rangesWithin } from './ranges.ts';

/** A place to jump to that shows nothing. */
export interface AnchorNode extends Node {
  readonly type: 'anchor';
  readonly id: string;
  /** True between blocks, false among inline nodes. */
  readonly block: boolean;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    anchor: AnchorNode;
  }
  interface RootContentMap {
    anchor: AnchorNode;
  }
}

/** What of a draft decides how its body is shown. */
export type ShownDraft = Pick<Draft, 'opaque' | 'headSpan' | 'body' | 'title' | 'sections'>;

/**
 * Makes a parsed body fit to be shown, in place: the title's heading and the head are taken out, headings get the
 * anchors of their sections, those of earlier versions (`former`) included, and mentions are put where the ranges say.
 */
export function prepareTree(
  tree: Root,
  draft: ShownDraft,
  source: InlineSource,
  former: FormerAnchors,
): void {
  const badges = behindMentions(source.badges, source.ranges);
  for (const node of tree.children) if (node.type === 'heading') dropExplicitId(node);
  for (const { node, span } of flowNodes(tree, source.offset)) {
    if (!isLeaf(node)) continue;
    const own = badgesWithin(badges, span);
    if (own.length > 0) node.children = placeBadges(node.children, own, source);
    const isTouched = overlaps(source.hidden, span) || rangesWithin(source.ranges, span).length > 0;
    if (isTouched) node.children = placeMentions(node.children, source);
  }
  const anchors = allAnchors(draft.sections, former);
  const shown: RootContent[] = draft.sections[0]?.depth === 0 ? [anchor(draft.sections[0].slug, true)] : [];
  let next = 0;
  for (const node of tree.children) {
    const span = spanOf(node, source.offset);
    while (span !== null && (draft.sections[next]?.span.end ?? Infinity) <= span.start) next += 1;
    const own = isHeadingOf(draft.sections[next], node, span) ? (anchors[next] ?? []) : [];
    if (span !== null && isHidden(node, span, draft)) shown.push(...own.map((id) => anchor(id, true)));
    else shown.push(node.type === 'heading' ? withAnchors(node, own) : node);
  }
  tree.children = shown;
}

/** The anchors of each section as it is, then those that only earlier versions had. */
function allAnchors(sections: readonly Section[], former: FormerAnchors): readonly (readonly string[])[] {
  const own = anchorsOf(sections);
  const taken = new Set(own.flat());
  return own.map((anchors, at) => {
    const old = former.get(sections[at]?.slug ?? '') ?? [];
    return [...anchors, ...old.filter((slug) => !taken.has(slug))];
  });
}

function anchor(id: string, block: boolean): AnchorNode {
  return { type: 'anchor', id, block };
}

function isHeadingOf(section: Section | undefined, node: RootContent, span: Span | null): boolean {
  if (section === undefined || span === null || node.type !== 'heading') return false;
  return span.start <= section.heading.start && section.heading.end <= span.end;
}

function isHidden(node: RootContent, span: Span, { headSpan, title }: ShownDraft): boolean {
  if (headSpan.start < headSpan.end && headSpan.start <= span.start && span.end <= headSpan.end) return true;
  if (node.type === 'paragraph') return node.children.length === 0;
  return (
    node.type === 'heading' && title !== null && span.start <= title.span.start && title.span.end <= span.end
  );
}

/** Takes a final `{#id}` off a heading, before a mention or badge in it cuts it in two. */
function dropExplicitId({ children }: Heading): void {
  const last = children.at(-1);
  if (last?.type === 'text') last.value = withoutExplicitId(last.value);
}

function withAnchors(node: Heading, [id, ...others]: readonly string[]): Heading {
  const children = [...others.map((other) => anchor(other, false)), ...node.children];
  return { ...node, children, ...(id === undefined ? {} : { data: { ...node.data, hProperties: { id } } }) };
}
