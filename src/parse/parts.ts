import type { Part } from '../types.ts';
import type { Block } from './blocks.ts';
import { type FlowNode, htmlSpans } from './flow.ts';
import { spanOf } from './markdown/tree.ts';

/** `Step 2c` at the beginning of a list item, a cell or a paragraph, whatever marks stand before it. */
const STEP = /^[^\p{L}\p{N}]*step\s{1,3}(\d{1,3}[a-z]?)(?![\p{L}\p{N}_])/iu;

/** `<a name="x">`, `<div id="x">`: what a link can lead to wherever raw HTML is let through. */
const ANCHOR = /<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]{1,200})/gi;

/**
 * The steps, the numbered items and the anchors in raw HTML of a body, in the order of the text. Lists within lists are
 * no lists of a section.
 */
export function partsOf(
  flow: readonly FlowNode[],
  blocks: readonly Block[],
  text: string,
  offset: number,
): readonly Part[] {
  const items: Part[] = [];
  for (const { node, inItem } of flow) {
    if (node.type !== 'list' || !node.ordered || inItem) continue;
    const spans = node.children.map((item) => spanOf(item, offset));
    // An item goes up to the next one: where it ends before that, the engines do not always agree.
    spans.forEach((span, index) => {
      const end = spans[index + 1]?.start ?? span?.end;
      if (span === null || end === undefined) return;
      items.push({ label: `item ${(node.start ?? 1) + index}`, span: { start: span.start, end } });
    });
  }
  const steps: Part[] = [];
  for (const { type, text, span } of blocks) {
    const name = type === 'heading' ? undefined : STEP.exec(text)?.[1];
    if (name !== undefined) steps.push({ label: `step ${name.toLowerCase()}`, span });
  }
  const html = text.search(ANCHOR) < 0 ? [] : flow.flatMap((block) => htmlSpans(block, offset));
  const anchors = html.flatMap((span) =>
    [...text.slice(span.start, span.end).matchAll(ANCHOR)].map(([, name = '']) => ({
      label: `#${name}`,
      span,
    })),
  );
  return [...items, ...steps, ...anchors].sort((a, b) => a.span.start - b.span.start);
}
