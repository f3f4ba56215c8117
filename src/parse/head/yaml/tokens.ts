import type { CST } from 'yaml';
import type { Span } from '../../../types.ts';

/** What the composer would not tell, read from the tokens of a YAML text. Offsets into that text. */
export interface TokenFacts {
  /** First collection that lies deeper than a head may go; null when none does. */
  readonly tooDeep: Span | null;
  /** Tags such as `!!str`, and directives such as `%YAML`. */
  readonly foreign: readonly Span[];
  /** Comments from their `#`, and only real ones: none within quotes or block text. */
  readonly comments: readonly Span[];
  /** The last quoted scalar, which is the one that is left open when one is. */
  readonly lastQuoted: Span | null;
}

/** Collections in collections: far above any head, far below what would exhaust a stack. */
const MAX_DEPTH = 50;

/** Walks all tokens without recursion, so that no nesting can exhaust the stack. */
export function tokenFacts(tokens: readonly CST.Token[]): TokenFacts {
  const foreign: Span[] = [];
  const comments: Span[] = [];
  let lastQuoted: Span | null = null;
  let tooDeep: Span | null = null;
  const stack = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    const span = spanOf(token);
    if (token.type === 'tag' || token.type === 'directive') foreign.push(span);
    if (token.type === 'comment') comments.push(span);
    if (token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') lastQuoted = span;
    const collection = 'items' in token;
    if (collection && depth >= MAX_DEPTH) {
      tooDeep ??= span;
      continue;
    }
    const inner = childrenOf(token);
    for (let i = inner.length - 1; i >= 0; i--) {
      const child = inner[i];
      if (child) stack.push({ token: child, depth: collection ? depth + 1 : depth });
    }
  }
  return { tooDeep, foreign, comments, lastQuoted };
}

function spanOf(token: CST.Token): Span {
  const length = 'source' in token ? token.source.length : 1;
  return { start: token.offset, end: token.offset + length };
}

/** The tokens inside a token, in order of the text. */
function childrenOf(token: CST.Token): readonly (CST.Token | null | undefined)[] {
  const inner: (CST.Token | null | undefined)[] = [];
  const add = (more: readonly CST.Token[] | undefined) => {
    for (const child of more ?? []) inner.push(child);
  };
  if ('start' in token && Array.isArray(token.start)) add(token.start);
  if ('props' in token) add(token.props);
  if ('items' in token) {
    for (const item of token.items) {
      add(item.start);
      inner.push(item.key);
      add(item.sep);
      inner.push(item.value);
    }
  }
  if ('value' in token) inner.push(token.value);
  if ('end' in token) add(token.end);
  return inner;
}
