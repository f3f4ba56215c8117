import {
  BlockTag,
  type Context,
  Drop,
  type Emitter,
  ForTag,
  type Hash,
  IfTag,
  LayoutTag,
  Output,
  RenderTag,
  type Template,
  type Token,
  TypeGuards,
  toValueSync,
} from 'liquidjs';

/** Reads one value out of what a template can see. */
type Read = (context: Context) => unknown;
/** Writes what a node prints. */
type Write = (context: Context, emitter: Emitter) => void;
type Print = (value: unknown) => string;

/**
 * Makes parsed templates quick, in place: text, loops, conditions, partials and prints of plain values run as plain
 * functions, where LiquidJS would run generators for each (ten times the cost on a page with many links). Whatever is
 * not plain is left to LiquidJS, and the text that comes out is the same. `printed` is the engine's escape. Hands
 * back what writes them all.
 */
export function tune(templates: Template[], printed: Print): Write {
  const [first] = templates;
  const write = writerOf(templates, printed);
  if (first !== undefined) templates.splice(0, templates.length, { token: first.token, render: write });
  return write;
}

/** Writes what a list of nodes prints, until one of them breaks off. */
function writerOf(templates: readonly Template[], printed: Print): Write {
  const writes = templates.map((node) => quickly(node, printed) ?? slowly(node));
  return (context, emitter) => {
    for (const write of writes) {
      write(context, emitter);
      if (context.breakCalled || context.continueCalled) return;
    }
  };
}

/** What LiquidJS does itself. */
function slowly(node: Template): Write {
  return (context, emitter) => {
    const html: unknown = toValueSync(node.render(context, emitter));
    if (html) emitter.write(html);
  };
}

function quickly(node: Template, printed: Print): Write | null {
  if (TypeGuards.isHTMLToken(node.token)) return quickText(node);
  if (node instanceof Output) return quickOutput(node, printed);
  if (node instanceof IfTag) return quickIf(node, printed);
  if (node instanceof ForTag) return quickFor(node, printed);
  if (node instanceof RenderTag) return quickRender(node);
  if (node instanceof BlockTag || node instanceof LayoutTag) tune(node.templates, printed);
  return null;
}

/** The text between tags, under a name that the types of LiquidJS hide. */
function quickText(node: Template): Write | null {
  const { str } = node as { readonly str?: unknown };
  return typeof str === 'string' ? (_, emitter) => emitter.write(str) : null;
}

function quickOutput({ value }: Output, printed: Print): Write | null {
  const read = value.filters.length === 1 ? reader(value.initial.postfix) : null;
  return read === null ? null : (context, emitter) => emitter.write(printed(read(context)));
}

function quickIf({ branches, elseTemplates = [] }: IfTag, printed: Print): Write | null {
  const written = branches.map(({ value, templates }) => ({
    read: value.filters.length === 0 ? reader(value.initial.postfix) : null,
    write: tune(templates, printed),
  }));
  const otherwise = tune(elseTemplates, printed);
  const quick = written.flatMap(({ read, write }) => (read === null ? [] : [{ read, write }]));
  if (quick.length < written.length) return null;
  return (context, emitter) => {
    for (const { read, write } of quick) if (read(context)) return write(context, emitter);
    otherwise(context, emitter);
  };
}

function quickFor(node: ForTag, printed: Print): Write | null {
  const { variable, templates, elseTemplates } = node;
  const [write, otherwise] = [tune(templates, printed), tune(elseTemplates, printed)];
  const read = reader([node.collection as Token]);
  if (read === null || variable === 'forloop' || Object.keys(node.hash.hash).length > 0) return null;
  return (context, emitter) => {
    const items = listOf(read(context));
    if (items.length === 0) return otherwise(context, emitter);
    const scope: Record<string, unknown> = { __proto__: null };
    context.push(scope);
    for (const [index, item] of items.entries()) {
      scope['forloop'] = loopPlace(index, items.length);
      scope[variable] = item;
      context.continueCalled = context.breakCalled = false;
      write(context, emitter);
      if (context.breakCalled) break;
    }
    context.continueCalled = context.breakCalled = false;
    context.pop();
  };
}

function quickRender(node: RenderTag): Write | null {
  const { hash, with: other, forBinding } = node as unknown as RenderParts;
  if (other !== undefined || forBinding !== undefined || node.partialScope() === undefined) return null;
  const values: { name: string; read: Read }[] = [];
  for (const [name, token] of Object.entries(hash.hash)) {
    const read = token === undefined ? null : reader([token as Token]);
    if (read === null) return null;
    values.push({ name, read });
  }
  let partial: readonly Write[] | null = null;
  return (context, emitter) => {
    const inner = context.spawn();
    const scope = inner.bottom() as Record<string, unknown>;
    for (const { name, read } of values) scope[name] = read(context);
    // Not before: a partial may render itself.
    partial ??= (toValueSync(node.children(true, true)) as readonly Template[]).map(slowly);
    for (const write of partial) write(inner, emitter);
  };
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

function loopPlace(index: number, length: number): object {
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
function reader(postfix: readonly Token[]): Read | null {
  const stack: Read[] = [];
  for (const token of postfix) {
    if (TypeGuards.isOperatorToken(token)) {
      const compare = COMPARE[token.operator];
      const [right, left] = [stack.pop(), stack.pop()];
      if (compare === undefined || right === undefined || left === undefined) return null;
      stack.push((context) => compare(left(context), right(context)));
      continue;
    }
    const read = TypeGuards.isPropertyAccessToken(token) ? pathReader(token) : literalReader(token);
    if (read === null) return null;
    stack.push(read);
  }
  return stack.length === 1 ? (stack[0] ?? null) : null;
}

function literalReader(token: Token): Read | null {
  const literal = TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token) ? token.content : null;
  return literal === null ? null : () => literal;
}

function pathReader(token: Token): Read | null {
  const path = token.getText();
  if (!/^[a-z_]\w*(\.[a-z_]\w*)*$/i.test(path)) return null;
  const names = path.split('.');
  const [name = ''] = names;
  if (names.some((part) => part === 'first' || part === 'last') && name !== 'forloop') return null;
  return (context) => {
    let value = property(scopeOf(context, name), name);
    if (value instanceof Drop) return context.getSync(names);
    for (let at = 1; at < names.length; at += 1) value = property(value, names[at] as string);
    return value;
  };
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
  if (value === null || value === undefined) return undefined;
  if (Object.hasOwn(value as object, name)) return (value as Record<string, unknown>)[name];
  if (name !== 'size') return undefined;
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' ? Object.keys(value).length : undefined;
}
