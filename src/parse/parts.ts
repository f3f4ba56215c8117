import type { Part } from '../types.ts';
import type { Block } from './blocks.ts';
import type { FlowNode } from './flow.ts';
import { spanOf } from './markdown/tree.ts';

/** `Step 2c` at the beginning of a list item, a cell or a paragraph, whatever marks stand before it. */
const STEP = /^[^\p{L}\p{N}]*step\s{1,3}(\d{1,3}[a-z]?)(?![\p{L}\p{N}_])/iu;

/** The steps and the numbered items of a body, in the order of the text. Lists within lists are no lists of a section. */
export function partsOf(
  flow: readonly FlowNode[],
  blocks: readonly Block[],
  offset: number,
): readonly Part[] {
  const items = flow.flatMap(({ node, inItem }): readonly Part[] => {
    if (node.type !== 'list' || !node.ordered || inItem) return [];
    return node.children.flatMap((item, index) => {
      const span = spanOf(item, offset);
      return span === null ? [] : [{ label: `item ${(node.start ?? 1) + index}`, span }];
    });
  });
  const steps = blocks.flatMap(({ type, text, span }): readonly Part[] => {
    const name = type === 'heading' ? undefined : STEP.exec(text)?.[1];
    return name === undefined ? [] : [{ label: `step ${name.toLowerCase()}`, span }];
  });
  return [...items, ...steps].sort((a, b) => a.span.start - b.span.start);
}
