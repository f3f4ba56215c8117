import type { ItemShape } from '../types.ts';
import { literal } from './literal.ts';

/** An id of an item, read. */
export interface ItemName {
  /** In one spelling: single spaces, no plural. */
  readonly id: string;
  /** What the ids of its family begin with, less a final space or hyphen: `P57-D`, `CR-2026`, `Candidate`. */
  readonly family: string;
  /** Its place in the family: the number, or that of the letter; null for a word. */
  readonly number: number | null;
  readonly shape: ItemShape;
}

/** The shapes of slop.yaml as patterns. */
export interface ItemNames {
  readonly shapes: readonly CompiledShape[];
  /** Holds for every text with an id in it, and for few others: a quick look. */
  readonly hint: RegExp;
  /** Every place that has the look of an id or a family; global. */
  readonly pattern: RegExp;
  /** The same, sticky, wherever it stands. */
  readonly here: RegExp;
}

/** One shape as patterns. */
export interface CompiledShape {
  readonly shape: ItemShape;
  readonly parts: readonly Part[];
  /** The whole of an id as it may be written, a group for each slot. */
  readonly whole: RegExp;
  /** The same for a family: its last slot is `x`, or left out. Null when the shape has none. */
  readonly family: RegExp | null;
  /** What of the next id of a list may stand alone, longest first: each the last slots of the shape. */
  readonly tails: readonly { readonly pattern: RegExp; readonly slots: number }[];
  /** A word stands before the last slot: `Candidate {A-Z}`. */
  readonly isWord: boolean;
  /** Nothing but a letter or two tells it from the name of a product: `S{n}`. */
  readonly isBare: boolean;
}

type Part =
  | { readonly slot: false; readonly text: string }
  | { readonly slot: true; readonly name: string; readonly source: string };

const SLOT = /\{([^{}]*)\}/;
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['phase', String.raw`\d{1,4}`],
  ['year', String.raw`(?:19|20)\d\d`],
  ['n', String.raw`\d{1,6}`],
  ['word', String.raw`[\p{L}\p{N}]{1,60}(?:-[\p{L}\p{N}]{1,60}){0,8}`],
]);

/** Behind these an id is part of something else: a longer word, a path, an address, a colour. */
const BEFORE = String.raw`(?<![\p{L}\p{N}_/.\-#@$€£\\\ufffc])`;
const FAMILY_WORD = String.raw`\s{1,3}(?:items?|decisions?|candidates?|findings?|gates?|family)(?![\p{L}\p{N}_])`;
const END = String.raw`(?![\p{L}\p{N}_-])`;

/** Makes the patterns for the shapes of slop.yaml; null when it has none. Make them once for many notes. */
export function itemNames(items: readonly ItemShape[]): ItemNames | null {
  const shapes = items.map(compiled);
  if (shapes.length === 0) return null;
  const all = shapes.map(({ parts, family }) => sourceOf(parts, family !== null)).join('|');
  return {
    shapes,
    hint: new RegExp(shapes.map(({ parts }) => hintOf(parts)).join('|'), 'u'),
    pattern: new RegExp(`${BEFORE}(?:${all})`, 'gu'),
    here: new RegExp(all, 'uy'),
  };
}

/** Reads a text that is an id and nothing else, in any of the ways it may be written; null when it is none. */
export function itemNamed(text: string, { shapes }: Pick<ItemNames, 'shapes'>): ItemName | null {
  for (const shape of shapes) {
    const values = shape.whole.exec(text)?.slice(1);
    if (values !== undefined) return nameOf(shape, values);
  }
  return null;
}

/** Reads a text that names a family, such as `P57-Bx`; null when it is none. */
export function familyNamed(text: string, { shapes }: Pick<ItemNames, 'shapes'>): ItemName | null {
  for (const shape of shapes) {
    const values = shape.family?.exec(text)?.slice(1);
    if (values === undefined) continue;
    const { family } = nameOf(shape, [...values, '']);
    return { id: family, family, number: null, shape: shape.shape };
  }
  return null;
}

/** The id that differs from another one of its shape in its last slots. */
export function withTail(
  { id, shape }: ItemName,
  tail: readonly string[],
  names: ItemNames,
): ItemName | null {
  const compiledShape = names.shapes.find((one) => one.shape === shape);
  const values = compiledShape?.whole.exec(id)?.slice(1);
  if (compiledShape === undefined || values === undefined) return null;
  return nameOf(compiledShape, [...values.slice(0, values.length - tail.length), ...tail]);
}

function compiled(shape: ItemShape): CompiledShape {
  const parts = partsOf(shape.template);
  const last = parts.findLastIndex(({ slot }) => slot);
  const before = parts[last - 1];
  const isWord = before?.slot === false && /\p{L}\s$/u.test(before.text);
  const hasFamily =
    last === parts.length - 1 && slotAt(parts, last) === SOURCES.get('n') && !isWord && last > 1;
  const closing = `${parts
    .slice(last + 1)
    .map(patternOf)
    .join('')}$`;
  const tail = (from: number) => ({
    pattern: new RegExp(`${parts.slice(from).map(grouped).join('')}${END}`, 'uy'),
    slots: last - from + 1,
  });
  const texts = parts.flatMap((part) => (part.slot ? [] : [part.text])).join('');
  const dated = parts.some((part) => part.slot && (part.name === 'phase' || part.name === 'year'));
  return {
    shape,
    parts,
    whole: new RegExp(
      `^${parts
        .slice(0, last + 1)
        .map(grouped)
        .join('')}${closing}`,
      'u',
    ),
    family: hasFamily ? new RegExp(`^${parts.slice(0, last).map(grouped).join('')}x?$`, 'u') : null,
    tails: [...(before?.slot === true ? [tail(last - 1)] : []), tail(last)],
    isWord,
    isBare: !dated && (texts.match(/\p{L}/gu)?.length ?? 0) < 3,
  };
}

function partsOf(template: string): readonly Part[] {
  return template.split(/(\{[^{}]*\})/).flatMap((text): readonly Part[] => {
    const name = SLOT.exec(text)?.[1];
    if (name !== undefined) return [{ slot: true, name, source: SOURCES.get(name) ?? `[${name}]` }];
    return text === '' ? [] : [{ slot: false, text }];
  });
}

function slotAt(parts: readonly Part[], at: number): string | null {
  const part = parts[at];
  return part?.slot === true ? part.source : null;
}

/** Text as it may be written in prose: white space may be a line ending, a word before a slot may have its plural. */
function patternOf(part: Part): string {
  if (part.slot) return part.source;
  return literal(part.text)
    .replace(/(\p{L})\s+$/u, '$1s? ')
    .replace(/\s+/g, String.raw`\s{1,3}`);
}

function grouped(part: Part): string {
  return part.slot ? `(${part.source})` : patternOf(part);
}

function sourceOf(parts: readonly Part[], hasFamily: boolean): string {
  const all = parts.map(patternOf);
  if (!hasFamily) return all.join('');
  const last = all.pop() ?? '';
  return `${all.join('')}(?:${last}|x${END}|(?=${FAMILY_WORD}))`;
}

/** What an id begins with: the first text, and the first slot behind a short one. */
function hintOf(parts: readonly Part[]): string {
  const [first, second] = parts;
  if (first === undefined) return '';
  const start = first.slot ? first.source : patternOf({ slot: false, text: first.text.trimEnd() });
  return !first.slot && first.text.length < 3 && second !== undefined ? start + patternOf(second) : start;
}

function nameOf({ shape, parts }: CompiledShape, values: readonly string[]): ItemName {
  const left = [...values];
  const last = parts.findLastIndex(({ slot }) => slot);
  const written = parts.map((part) => (part.slot ? (left.shift() ?? '') : part.text.replace(/\s+/g, ' ')));
  return {
    id: written.join(''),
    family: written
      .slice(0, last)
      .join('')
      .replace(/[\s-]+$/, ''),
    number: numberOf(written[last] ?? ''),
    shape,
  };
}

function numberOf(value: string): number | null {
  if (/^\d+$/.test(value)) return Number(value);
  return /^[A-Za-z]$/.test(value) ? value.toUpperCase().charCodeAt(0) - 64 : null;
}
