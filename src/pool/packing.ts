import { deserialize, serialize } from 'node:v8';

/** A tree of values, with each text in it once, and the keys of objects once for all that have the same. */
interface Parts {
  readonly texts: readonly string[];
  /** An object with the keys of each shape, in order. */
  readonly shapes: readonly object[];
  /** How many values are shared: small ones, each once and behind those within it. */
  readonly shared: number;
  /**
   * The shared values and then the whole, in order, each before what is within it: a number each, its lowest bits telling
   * what it is a number of.
   */
  readonly codes: Int32Array;
  /** What V8's format alone can tell. */
  readonly others: readonly unknown[];
}

/**
 * What a number stands for: itself, a place in a list, or how many values are within one; and for `SHARED` which of
 * these values.
 */
const [NUMBER, TEXT, CONSTANT, SPAN, OBJECT, ARRAY, SHARED, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7];
const BITS = 3;
/** Numbers from here on have no room beside the bits. */
const BOUND = 2 ** (31 - BITS);

/** Values of more codes than these are seldom the same. */
const MOST = 64;

/** A letter that Latin-1 does not have. */
const WIDE = /[\u0100-\uffff]/;

const CONSTANTS: readonly unknown[] = [null, undefined, false, true];

/**
 * A clone of plain data as bytes. V8's own format writes every key and text again for each object, which makes many notes
 * long to read and large in memory. Small objects and lists that are the same come back as one, but for those with a
 * span in them: they are rarely the same, and tell one place in a note from another.
 */
export function packed(value: unknown): Uint8Array {
  const made: Packing = {
    texts: new Map(),
    shapes: [],
    noKeys: { shape: null, more: new Map() },
    shared: new Map(),
    sharedCodes: [],
    codes: [],
    others: [],
    lastSpan: -1,
  };
  add(made, value);
  const parts: Parts = {
    texts: narrow([...made.texts.keys()]),
    shapes: made.shapes.map((keys) => Object.fromEntries(keys.map((key) => [key, 0]))),
    shared: made.shared.size,
    codes: Int32Array.from(made.sharedCodes.concat(made.codes)),
    others: made.others,
  };
  return serialize(parts);
}

/**
 * Parts in the making. Functions take it that could be made within `packed`: V8 forgets how it compiled those that no
 * value holds, and compiled them anew for each batch.
 */
interface Packing {
  readonly texts: Map<string, number>;
  readonly shapes: (readonly string[])[];
  readonly noKeys: Keys;
  readonly shared: Map<string, number>;
  readonly sharedCodes: number[];
  readonly codes: number[];
  readonly others: unknown[];
  /** Where in `codes` the last span is. */
  lastSpan: number;
}

/** Keys that objects begin with, in order: the shape of those that have no more, and how others go on. */
interface Keys {
  shape: number | null;
  readonly more: Map<string, Keys>;
}

function add(made: Packing, one: unknown): void {
  const { codes } = made;
  if (typeof one === 'string') codes.push(codeOf(TEXT, placeIn(made.texts, one)));
  else if (isSmall(one)) codes.push(codeOf(NUMBER, one));
  else if (CONSTANTS.includes(one)) codes.push(codeOf(CONSTANT, CONSTANTS.indexOf(one)));
  else if (Array.isArray(one) && Object.keys(one).length === one.length) {
    const begin = codes.push(codeOf(ARRAY, one.length)) - 1;
    for (const each of one) add(made, each);
    shareFrom(made, begin);
  } else if (isPlain(one)) addObject(made, one);
  else codes.push(codeOf(OTHER, made.others.push(one) - 1));
}

function addObject(made: Packing, one: Plain): void {
  const { codes } = made;
  const keys = Object.keys(one);
  const [start, end] = [one['start'], one['end']];
  if (keys.length === 2 && keys[0] === 'start' && isSmall(start) && isSmall(end)) {
    made.lastSpan = codes.push(codeOf(SPAN, start), end) - 2;
    return;
  }
  const begin = codes.push(codeOf(OBJECT, shapeOf(made, keys))) - 1;
  for (const key of keys) add(made, one[key]);
  shareFrom(made, begin);
}

/** What was written from `begin` on is one value: it goes to those that are shared, if it is small. */
function shareFrom({ codes, shared, sharedCodes, lastSpan }: Packing, begin: number): void {
  if (codes.length - begin > MOST || lastSpan >= begin) return;
  const own = codes.splice(begin);
  const known = shared.size;
  const place = placeIn(shared, own.join());
  if (place === known) sharedCodes.push(...own);
  codes.push(codeOf(SHARED, place));
}

function shapeOf({ noKeys, shapes }: Packing, keys: readonly string[]): number {
  let known = noKeys;
  for (const key of keys) {
    if (!known.more.has(key)) known.more.set(key, { shape: null, more: new Map() });
    known = known.more.get(key) as Keys;
  }
  known.shape ??= shapes.push(keys) - 1;
  return known.shape;
}

function codeOf(kind: number, number: number): number {
  return (number << BITS) | kind;
}

/** What was packed. Throws on other bytes. */
export function unpacked(bytes: Uint8Array): unknown {
  const { texts, shapes, shared, codes, others }: Parts = deserialize(bytes);
  // The keys that an object has are known to V8, which finds those of a text anew at each use.
  const keys = shapes.map((shape) => Object.keys(shape));
  const parts: Unpacking = { texts, keys, values: [], codes, others, at: 0 };
  while (parts.values.length < shared) parts.values.push(next(parts));
  return next(parts);
}

/** Parts that are being read, as `Packing`. */
interface Unpacking extends Pick<Parts, 'texts' | 'codes' | 'others'> {
  readonly keys: readonly (readonly string[])[];
  /** The shared ones that were read. */
  readonly values: unknown[];
  at: number;
}

function next(parts: Unpacking): unknown {
  const code = parts.codes[parts.at++] as number;
  const number = code >> BITS;
  switch (code % (1 << BITS)) {
    case NUMBER:
      return number;
    case TEXT:
      return parts.texts[number];
    case CONSTANT:
      return CONSTANTS[number];
    case SPAN:
      return { start: number, end: parts.codes[parts.at++] };
    case OBJECT: {
      const made: { [key: string]: unknown } = {};
      for (const key of parts.keys[number] as string[]) made[key] = next(parts);
      return made;
    }
    case ARRAY: {
      const made = new Array<unknown>(number);
      for (let place = 0; place < number; place += 1) made[place] = next(parts);
      return made;
    }
    case SHARED:
      return parts.values[number];
    default:
      return parts.others[number];
  }
}

/**
 * The same texts with one byte for each letter, where that will do: a piece of a text that has a wide letter has two for
 * each, and keeps them in every clone. All at once, since each call of Buffer takes longer than a text.
 */
function narrow(texts: readonly string[]): readonly string[] {
  const isWide = texts.map((text) => WIDE.test(text));
  const joined = texts.filter((_, index) => !isWide[index]).join('');
  const letters = Buffer.from(joined, 'latin1').toString('latin1');
  let at = 0;
  return texts.map((text, index) => {
    if (isWide[index]) return text;
    at += text.length;
    return letters.slice(at - text.length, at);
  });
}

function placeIn(places: Map<string, number>, text: string): number {
  const place = places.get(text) ?? places.size;
  if (place === places.size) places.set(text, place);
  return place;
}

function isSmall(value: unknown): value is number {
  return (
    Number.isInteger(value) && !Object.is(value, -0) && (value as number) >= 0 && (value as number) < BOUND
  );
}

type Plain = { readonly [key: string]: unknown };

function isPlain(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  // To give a value to the key of this name would give a prototype.
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, '__proto__');
}
