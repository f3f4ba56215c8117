import type { ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../../../types.ts';
import { yaml } from './library.ts';

/**
 * Where a node is written, with `shift` added to its offsets. A block collection ends where its last entry
 * ends; its own range would run on over blank lines and comments.
 */
export function nodeSpan(shift: number, node: ParsedNode): Span {
  let last = node;
  for (let next = lastEntry(last); next; next = lastEntry(last)) last = next;
  return { start: node.range[0] + shift, end: last.range[1] + shift };
}

function lastEntry(node: ParsedNode): ParsedNode | undefined {
  const { isMap, isSeq } = yaml();
  if (isMap(node) && !node.flow) {
    const pair = (node as YAMLMap.Parsed).items.at(-1);
    return pair?.value ?? pair?.key;
  }
  return isSeq(node) && !node.flow
    ? ((node as YAMLSeq.Parsed).items.at(-1) as ParsedNode | undefined)
    : undefined;
}
