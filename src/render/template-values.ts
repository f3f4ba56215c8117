import type { Context, Token } from 'liquidjs';
import { loadLiquid } from '../plan/liquid.ts';

const { Drop, TypeGuards } = loadLiquid();

/** Reads one value out of what a template can see. */
export type Read = (context: Context) => unknown;
/** How to read the names that the loops around a node bind. All others are looked for in the scopes. */
export type Bound = ReadonlyMap<string, Read>;

const COMPARE: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => (left as number) > (right as number),
  '<': (left, right) => (left as number) < (right as number),
  and: (left, right) => Boolean(left) && Boolean(right),
  or: (left, right) => Boolean(left) || Boolean(right),
};

/**
 * A reader of an expression in postfix order, or null when it is more than paths, literals and comparisons. It throws
 * where a path leads to nothing.
 */
export function reader(postfix: readonly Token[], bound: Bound): Read | null {
  const stack: Read[] = [];
  for (const token of postfix) {
    if (TypeGuards.isOperatorToken(token)) {
      const compare = COMPARE[token.operator];
      const [right, left] = [stack.pop(), stack.pop()];
      if (compare === undefined || right === undefined || left === undefined) return null;
      stack.push((context) => compare(left(context), right(context)));
      continue;
    }
    const read = TypeGuards.isPropertyAccessToken(token) ? pathReader(token, bound) : literalReader(token);
    if (read === null) return null;
    stack.push(read);
  }
  return stack.length === 1 ? (stack[0] ?? null) : null;
}

function literalReader(token: Token): Read | null {
  const isPlain = TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token);
  const literal: unknown = isPlain || TypeGuards.isLiteralToken(token) ? token.content : null;
  return ['string', 'number', 'boolean'].includes(typeof literal) ? () => literal : null;
}

function pathReader(token: Token, bound: Bound): Read | null {
  const path = token.getText();
  if (!/^[a-z_]\w*(\.[a-z_]\w*)*$/i.test(path)) return null;
  const [name = '', ...names] = path.split('.');
  const read = bound.get(name) ?? scopeReader(name);
  return (context) => {
    let value = read(context);
    if (value instanceof Drop && names.length > 0) return context.getSync([name, ...names]);
    for (const one of names) value = property(value, one);
    if (value === undefined) throw new Error(`undefined variable: ${path}`);
    return value;
  };
}

function scopeReader(name: string): Read {
  return (context) => property(scopeOf(context, name), name);
}

/** The innermost scope that has a name. LiquidJS keeps the list from its types, though not from its tags. */
function scopeOf(context: Context, name: string): unknown {
  const { scopes } = context as unknown as { readonly scopes: readonly object[] };
  for (let at = scopes.length - 1; at >= 0; at -= 1) {
    const scope = scopes[at];
    if (scope !== undefined && name in scope) return scope;
  }
  return name in context.environments ? context.environments : context.globals;
}

function property(value: unknown, name: string): unknown {
  if (value === null || value === undefined) return value;
  if (Object.hasOwn(value as object, name)) return (value as Record<string, unknown>)[name];
  if (Array.isArray(value) && (name === 'first' || name === 'last'))
    return value.at(name === 'first' ? 0 : -1);
  if (name !== 'size') return undefined;
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' ? Object.keys(value).length : undefined;
}
