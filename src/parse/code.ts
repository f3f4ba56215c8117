import type { Nodes, Root } from 'mdast';
import type { Code } from '../types.ts';

/**
 * All code of a tree in the order of the text: fenced and indented blocks, and runs between backticks.
 * `offset` is where the parsed text starts in the raw text; it is added to every span.
 */
export function codeOf(tree: Root, offset: number): readonly Code[] {
  const found: Code[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'code' || node.type === 'inlineCode') {
      const start = node.position?.start.offset;
      const end = node.position?.end.offset;
      if (start === undefined || end === undefined) return;
      found.push({ span: { start: start + offset, end: end + offset }, info: infoOf(node) });
    } else if ('children' in node) {
      for (const child of node.children) walk(child);
    }
  };
  walk(tree);
  return found;
}

function infoOf(node: Extract<Nodes, { type: 'code' | 'inlineCode' }>): string | null {
  if (node.type === 'inlineCode') return null;
  return [node.lang, node.meta].filter((part) => part !== null && part !== undefined).join(' ');
}
