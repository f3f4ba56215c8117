import type { Context, Emitter, Hash, Template, Token } from 'liquidjs';
import { liquidjs } from '../plan/liquid.ts';

const {
  BlockTag,
  CommentTag,
  Drop,
  ForTag,
  IfTag,
  LayoutTag,
  Output,
  RenderError,
  RenderTag,
  TypeGuards,
  toValueSync,
  UnlessTag,
} = liquidjs;

/** Reads one value out of what a template can see. */
type Read = (context: Context) => unknown;
/** Writes what a node prints. */
type Write = (context: Context, emitter: Emitter) => void;
type Print = (value: unknown) => string;
/** How to read the names that the loops around a node bind. All others are looked for in the scopes. */
type Bound = ReadonlyMap<string, Read>;

/** What writes a node, or a list of them. */
interface Written {
  readonly write: Write;
  /** True where LiquidJS writes none of it: nothing there looks for the names of a loop in a scope, or breaks one off. */
  readonly plain: boolean;
}

/** A list of nodes as one node. */
interface Tuned extends Template {
  readonly render: Write;
}

/**
 * Makes parsed templates quick, in place: text, loops, conditions, partials and prints of plain values run as plain
 * functions, where LiquidJS would run generators for each (ten times the cost on a page with many links). Whatever is
 * not plain is left to LiquidJS, and the text that comes out is the same. `printed` is the engine's escape.
 */
export function tune(templates: Template[], printed: Print): void {
  const [first] = templates;
  if (first === undefined) return;
  const tuned: Tuned = { token: first.token, render: written(templates, printed, new Map()).write };
  templates.splice(0, templates.length, tuned);
}

/** What writes a list of nodes, until one of them breaks off. */
function written(templates: readonly Template[], printed: Print, bound: Bound): Written {
  // `tune` puts what was made of the list in its place.
  const nodes = [...templates];
  const parts = nodes.map((node) => quickly(node, printed, bound) ?? slowly(node, printed));
  const writes = parts.map(({ write }) => write);
  const plain = parts.every((part) => part.plain);
  return {
    plain,
    write: (context, emitter) => {
      let at = 0;
      try {
        for (; at < writes.length; at += 1) {
          writes[at]?.(context, emitter);
          if (!plain && (context.breakCalled || context.continueCalled)) return;
        }
      } catch (error) {
        throw placed(error as Error, nodes[at]);
      }
    },
  };
}

/** What went wrong, with the place of the innermost node that it went wrong in. */
function placed(error: Error & { readonly originalError?: Error }, node: Template | undefined): Error {
  if (node === undefined || RenderError.is(error)) return error;
  return new RenderError(error.originalError ?? error, node);
}

/** What LiquidJS does itself. */
function slowly(node: Template, printed: Print): Written {
  if (node instanceof BlockTag || node instanceof LayoutTag) tune(node.templates, printed);
  const write: Write = (context, emitter) => {
    const html: unknown = toValueSync(node.render(context, emitter));
    if (html) emitter.write(html);
  };
  return { write, plain: false };
}

function quickly(node: Template, printed: Print, bound: Bound): Written | null {
  if (TypeGuards.isHTMLToken(node.token)) return quickText(node);
  if (node instanceof CommentTag) return { write: () => {}, plain: true };
  if (node instanceof Output) return quickOutput(node, printed, bound);
  if (node instanceof IfTag || node instanceof UnlessTag) return quickIf(node, printed, bound);
  if (node instanceof ForTag) return quickFor(node, printed, bound);
  return node instanceof RenderTag ? quickRender(node, bound) : null;
}

/** The text between tags, under a name that the types of LiquidJS hide. */
function quickText(node: Template): Written | null {
  const { str } = node as { readonly str?: unknown };
  if (typeof str !== 'string') return null;
  const write: Write = (_, emitter) => {
    emitter.buffer += str;
  };
  return { write, plain: true };
}

function quickOutput({ value }: InstanceType<typeof Output>, printed: Print, bound: Bound): Written | null {
  const read = value.filters.length === 1 ? reader(value.initial.postfix, bound) : null;
  if (read === null) return null;
  const write: Write = (context, emitter) => {
    emitter.buffer += printed(read(context));
  };
  return { write, plain: true };
}

function quickIf(
  node: InstanceType<typeof IfTag | typeof UnlessTag>,
  printed: Print,
  bound: Bound,
): Written | null {
  const branches: { readonly read: Read; readonly wanted: boolean; readonly body: Written }[] = [];
  for (const { value, templates } of node.branches) {
    const read = value.filters.length === 0 ? reader(value.initial.postfix, bound) : null;
    if (read === null) return null;
    const wanted = !(node instanceof UnlessTag && branches.length === 0);
    branches.push({ read, wanted, body: written(templates, printed, bound) });
  }
  const otherwise = written(node.elseTemplates ?? [], printed, bound);
  const write: Write = (context, emitter) => {
    for (const { read, wanted, body } of branches) {
      if (Boolean(read(context)) === wanted) return body.write(context, emitter);
    }
    otherwise.write(context, emitter);
  };
  return { write, plain: otherwise.plain && branches.every(({ body }) => body.plain) };
}

function quickFor(node: InstanceType<typeof ForTag>, printed: Print, bound: Bound): Written | null {
  const { variable } = node;
  const read = reader([node.collection as Token], bound);
  if (read === null || variable === 'forloop' || Object.keys(node.hash.hash).length > 0) return null;
  let now: Turn = { item: undefined, index: 0, length: 0 };
  const inside = new Map(bound).set(variable, () => now.item).set('forloop', () => loopPlace(now));
  const [body, otherwise] = [
    written(node.templates, printed, inside),
    written(node.elseTemplates, printed, bound),
  ];
  const write: Write = (context, emitter) => {
    const items = listOf(read(context));
    const { length } = items;
    if (length === 0) return otherwise.write(context, emitter);
    // The template may render itself.
    const before = now;
    const scope: Record<string, unknown> = { __proto__: null };
    if (!body.plain) context.push(scope);
    for (let index = 0; index < length; index += 1) {
      now = { item: items[index], index, length };
      if (!body.plain) {
        scope['forloop'] = loopPlace(now);
        scope[variable] = now.item;
        context.continueCalled = context.breakCalled = false;
      }
      body.write(context, emitter);
      if (!body.plain && context.breakCalled) break;
    }
    now = before;
    if (body.plain) return;
    context.continueCalled = context.breakCalled = false;
    context.pop();
  };
  return { write, plain: body.plain && otherwise.plain };
}

function quickRender(node: InstanceType<typeof RenderTag>, bound: Bound): Written | null {
  const { hash, with: other, forBinding } = node as unknown as RenderParts;
  if (other !== undefined || forBinding !== undefined || node.partialScope() === undefined) return null;
  const values: { readonly name: string; readonly read: Read }[] = [];
  for (const [name, token] of Object.entries(hash.hash)) {
    const read = token === undefined ? null : reader([token as Token], bound);
    if (read === null) return null;
    values.push({ name, read });
  }
  let partial: readonly Tuned[] | null = null;
  const write: Write = (context, emitter) => {
    const inner = context.spawn();
    const scope = inner.bottom() as Record<string, unknown>;
    for (const { name, read } of values) scope[name] = read(context);
    // Not before: a partial may render itself. It was tuned when it was parsed.
    partial ??= toValueSync(node.children(true, true)) as readonly Tuned[];
    for (const { render } of partial) render(inner, emitter);
  };
  return { write, plain: true };
}

/** Where a loop is. */
interface Turn {
  readonly item: unknown;
  readonly index: number;
  readonly length: number;
}

/** What LiquidJS keeps of a `render` tag, under names that its types hide. */
interface RenderParts {
  readonly hash: Hash;
  readonly with?: unknown;
  readonly forBinding?: unknown;
}

/** What a loop runs over, as in LiquidJS: a text is one item, an object its keys with their values. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Symbol.iterator in value ? Array.from(value as Iterable<unknown>) : Object.entries(value);
}

function loopPlace({ index, length }: Turn): object {
  return {
    index: index + 1,
    index0: index,
    first: index === 0,
    last: index === length - 1,
    rindex: length - index,
    rindex0: length - index - 1,
    length,
    // Not a list: without this a template would count the keys.
    size: undefined,
  };
}

const COMPARE: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => (left as number) > (right as number),
  '<': (left, right) => (left as number) < (right as number),
  and: (left, right) => Boolean(left) && Boolean(right),
  or: (left, right) => Boolean(left) || Boolean(right),
};

/** A reader of an expression in postfix order, or null when it is more than paths, literals and comparisons. */
function reader(postfix: readonly Token[], bound: Bound): Read | null {
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
