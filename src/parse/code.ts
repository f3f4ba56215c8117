import type { Nodes, Root } from 'mdast';
import type { Code } from '../types.ts';

/**
 * All code of a tree in the order of the text: fenced and indented blocks, and runs between backticks.
 * `offset` is where the parsed text starts in the raw text; it is added to every span.
 */
export function codeOf(tree: Root, offset: number): readonly Code[] {
  const found: Code[] = [];
  const pending: Nodes[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'code' || node.type === 'inlineCode') {
      const start = node.position?.start.offset;
      const end = node.position?.end.offset;
      if (start === undefined || end === undefined) continue;
      found.push({ span: { start: start + offset, end: end + offset }, info: infoOf(node) });
    } else if ('children' in node) {
      for (let at = node.children.length - 1; at >= 0; at -= 1) pending.push(node.children[at] as Nodes);
    }
  }
  return found;
}

function infoOf(node: Extract<Nodes, { type: 'code' | 'inlineCode' }>): string | null {
  if (node.type === 'inlineCode') return null;
  return [node.lang, node.meta].filter((part) => part !== null && part !== undefined).join(' ');
}
