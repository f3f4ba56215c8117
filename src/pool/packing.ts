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

/** What a number stands for: itself, a place in a list, or how many values are within one; and for `SHARED` which of these values. */
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
  const texts = new Map<string, number>();
  const shapes = new Map<string, number>();
  const others: unknown[] = [];
  const codes: number[] = [];
  const shared = new Map<string, number>();
  const sharedCodes: number[] = [];
  let lastSpan = -1;
  const write = (kind: number, number: number): void => {
    codes.push((number << BITS) | kind);
  };
  const add = (one: unknown): void => {
    const constant = CONSTANTS.indexOf(one);
    if (constant >= 0) write(CONSTANT, constant);
    else if (typeof one === 'string') write(TEXT, placeIn(texts, one));
    else if (isSmall(one)) write(NUMBER, one);
    else if (Array.isArray(one) && Object.keys(one).length === one.length) {
      const begin = codes.length;
      write(ARRAY, one.length);
      one.forEach(add);
      shareFrom(begin);
    } else if (isPlain(one)) addObject(one);
    else write(OTHER, others.push(one) - 1);
  };
  /** What was written from `begin` on is one value: it goes to those that are shared, if it is small. */
  const shareFrom = (begin: number): void => {
    if (codes.length - begin > MOST || lastSpan >= begin) return;
    const own = codes.splice(begin);
    const known = shared.size;
    const place = placeIn(shared, own.join());
    if (place === known) sharedCodes.push(...own);
    write(SHARED, place);
  };
  const addObject = (one: Plain): void => {
    const keys = Object.keys(one);
    const [start, end] = [one['start'], one['end']];
    if (keys.length === 2 && keys[0] === 'start' && isSmall(start) && isSmall(end)) {
      lastSpan = codes.length;
      write(SPAN, start);
      codes.push(end);
      return;
    }
    const begin = codes.length;
    write(OBJECT, placeIn(shapes, JSON.stringify(keys)));
    for (const key of keys) add(one[key]);
    shareFrom(begin);
  };
  add(value);
  const parts: Parts = {
    texts: [...texts.keys()].map(narrow),
    shapes: [...shapes.keys()].map((keys) =>
      Object.fromEntries(JSON.parse(keys).map((key: string) => [key, 0])),
    ),
    shared: shared.size,
    codes: Int32Array.from(sharedCodes.concat(codes)),
    others,
  };
  return serialize(parts);
}

/** What was packed. Throws on other bytes. */
export function unpacked(bytes: Uint8Array): unknown {
  const { texts, shapes, shared, codes, others }: Parts = deserialize(bytes);
  // The keys that an object has are known to V8, which finds those of a text anew at each use.
  const keysOf = shapes.map((shape) => Object.keys(shape));
  const values: unknown[] = [];
  let at = 0;
  const next = (): unknown => {
    const code = codes[at++] as number;
    const number = code >> BITS;
    switch (code % (1 << BITS)) {
      case NUMBER:
        return number;
      case TEXT:
        return texts[number];
      case CONSTANT:
        return CONSTANTS[number];
      case SPAN:
        return { start: number, end: codes[at++] };
      case OBJECT: {
        const made: { [key: string]: unknown } = {};
        for (const key of keysOf[number] as string[]) made[key] = next();
        return made;
      }
      case ARRAY: {
        const made = new Array<unknown>(number);
        for (let place = 0; place < number; place += 1) made[place] = next();
        return made;
      }
      case SHARED:
        return values[number];
      default:
        return others[number];
    }
  };
  while (values.length < shared) values.push(next());
  return next();
}

/**
 * The same text with one byte for each letter, where that will do: a piece of a text that has a wide letter has two for
 * each, and keeps them in every clone.
 */
function narrow(text: string): string {
  return WIDE.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1');
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
