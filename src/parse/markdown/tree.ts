import type { Nodes, Root } from 'mdast';
import type { Fault, MarkdownEngine, Span } from '../../types.ts';
import { mostSteps, TooManyMarks } from './marks.ts';
import { TooManyReferences } from './references.ts';

/** A parsed body: `offset` is what turns an offset of its nodes into one of the raw text. */
export interface ParsedTree {
  readonly tree: Root;
  readonly offset: number;
}

/** Parents a node may have before the tree counts as hostile; the reader refuses such notes long before. */
const DEEPEST = 500;

/**
 * Parses a span of a raw text. A byte order mark is left out of what the engine sees and NUL is U+FFFD in it, so that
 * engines agree on values and offsets. Never throws: a tree that is too deep to be walked safely, and an engine that
 * fails (one of the user's plugins may), give a fault over the whole span.
 */
export function parseTree(text: string, body: Span, engine: MarkdownEngine): ParsedTree | Fault {
  const offset = text.charCodeAt(body.start) === 0xfeff ? body.start + 1 : body.start;
  const tooDeep = {
    rule: 'source/too-large',
    span: body,
    data: { what: 'nesting', size: DEEPEST + 1, limit: DEEPEST },
  };
  try {
    const tree = engine.parse(text.slice(offset, body.end).replaceAll('\0', '\ufffd'));
    return isTooDeep(tree) ? tooDeep : { tree, offset };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    if (error instanceof TooManyReferences) {
      const { limit } = error;
      return { rule: 'source/too-large', span: body, data: { what: 'references', size: limit + 1, limit } };
    }
    if (error instanceof TooManyMarks) {
      const start = offset + error.at;
      const data = { what: 'marks', size: mostSteps + 1, limit: mostSteps };
      return { rule: 'source/too-large', span: { start, end: start }, data };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { rule: 'source/unreadable', span: body, data: { reason } };
  }
}

/** Where a node stands in the raw text; null for a node that a plugin made without a position. */
export function spanOf(node: Nodes, offset: number): Span | null {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined ? null : { start: start + offset, end: end + offset };
}

function isTooDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    const next: Nodes[] = [];
    for (const node of level) {
      if ('children' in node) for (const child of node.children) next.push(child);
    }
    level = next;
  }
  return false;
}
