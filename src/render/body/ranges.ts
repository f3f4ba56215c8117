import { firstFrom } from '../../parse/first-from.ts';
import type { Edge, EdgeState, Span } from '../../types.ts';

/** A stretch of the raw text that leads somewhere, or would. */
export interface LinkRange {
  readonly span: Span;
  /** Null when there is nothing to lead to. */
  readonly href: string | null;
  readonly state: EdgeState;
  /** Shown as a tooltip. */
  readonly title: string | null;
  /** True for the mention that a Markdown link or image is. */
  readonly isLink: boolean;
}

/** What decides where an edge leads. */
export interface Targets {
  /** Address to put into the page, or null when it leads nowhere. */
  readonly hrefOf: (edge: Edge) => string | null;
  /** Tooltip of an edge. */
  readonly titleOf?: ((edge: Edge) => string | null) | undefined;
}

/** The ranges of a note's body in order; of two that overlap the earlier, then the longer one stays. */
export function linkRanges(edges: readonly Edge[], { hrefOf, titleOf }: Targets): readonly LinkRange[] {
  const ranges = edges
    .filter(({ mention }) => mention.field === null && mention.span.start < mention.span.end)
    .sort(
      ({ mention: { span: left } }, { mention: { span: right } }) =>
        left.start - right.start || right.end - left.end,
    );
  let end = 0;
  const kept = ranges.filter(({ mention: { span } }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
  return kept.map((edge) => ({
    span: edge.mention.span,
    href: hrefOf(edge),
    state: edge.state,
    title: titleOf?.(edge) ?? null,
    isLink: isLink(edge),
  }));
}

function isLink({ mention: { target } }: Edge): boolean {
  return target.type === 'file' || (target.type === 'document' && target.by === 'link');
}

/** The ranges that share text with a span; `ranges` are in order and do not overlap. */
export function rangesWithin(ranges: readonly LinkRange[], span: Span): readonly LinkRange[] {
  const first = firstFrom(ranges, span.start + 1, (range) => range.span.end);
  let end = first;
  while ((ranges[end]?.span.start ?? span.end) < span.end) end += 1;
  return ranges.slice(first, end);
}
