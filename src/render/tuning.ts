import type { Context, Emitter, Hash, Template, Token } from 'liquidjs';
import { loadLiquid } from '../plan/liquid.ts';
import { type Bound, type Read, reader } from './template-values.ts';

const {
  BlockTag,
  CommentTag,
  ForTag,
  IfTag,
  LayoutTag,
  Output,
  RenderError,
  RenderTag,
  TypeGuards,
  toValueSync,
  UnlessTag,
} = loadLiquid();

/** Writes what a node prints. */
type Write = (context: Context, emitter: Emitter) => void;
type Print = (value: unknown) => string;

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
