import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packed, unpacked } from '../../src/pool/packing.ts';

/** Odd values beside what notes are made of, with keys that mean something to objects, and few texts. */
const word = fc.constantFrom(
  'tide',
  'berth 7',
  'start',
  'end',
  '__proto__',
  'constructor',
  '0',
  '',
  '§ — “é”',
);
const leaf = fc.oneof(
  word,
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    -0,
    0,
    -1,
    2 ** 28 - 1,
    2 ** 28,
    2 ** 53,
    0.5,
    Number.NaN,
    7n,
  ),
  fc.nat(20_000),
  fc.constantFrom(new Date(0), /tide/g, new Uint8Array([7, 8]), new Set([1]), new Array(2)),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, tie('array'), tie('object'), tie('bare'), tie('map'), tie('span')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  bare: fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: false }),
  map: fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  span: fc.record({ start: leaf, end: leaf }),
}));

describe('packed', () => {
  test('packed() gives back any value as a clone of it', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(isDeepStrictEqual(unpacked(packed(one)), deserialize(serialize(one)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('packed() keeps the order of keys, also where others have them in another order', () => {
    const both = [
      { pier: 1, berth: 2 },
      { berth: 3, pier: 4 },
    ];
    expect(JSON.stringify(unpacked(packed(both)))).toBe(JSON.stringify(both));
  });

  test('packed() writes a text and the keys of objects once', () => {
    const note = (count: number) =>
      Array.from({ length: count }, () => ({ sentence: 'The ferry is late.', field: null }));
    const [one, many] = [packed(note(1)), packed(note(101))].map(({ byteLength }) => byteLength) as [
      number,
      number,
    ];
    expect(many - one).toBeLessThan(100 * 16);
  });

  test('packed() brings small values that are the same back as one, but for those with a span', () => {
    const mention = () => ({ span: { start: 1, end: 2 }, target: { type: 'item', id: 'P1-D1', opens: [] } });
    const long = () => Array.from({ length: 1000 }, (_, index) => index);
    const [one, other, { opens }, ...lists] = unpacked(
      packed([mention(), mention(), { opens: [] }, long(), long()]),
    ) as [ReturnType<typeof mention>, ReturnType<typeof mention>, { opens: [] }, number[], number[]];
    expect(other.target).toBe(one.target);
    expect(opens).toBe(one.target.opens);
    expect(other).not.toBe(one);
    expect(other.span).not.toBe(one.span);
    expect(lists[1]).not.toBe(lists[0]);
  });

  test('packed() writes a text with a byte for each letter, also when it was cut from one with wide letters', () => {
    const text = 'The ferry is late at berth 7. '.repeat(100);
    const cut = `${text} — `.slice(0, text.length);
    expect(packed(cut).byteLength).toBe(packed(Buffer.from(text, 'latin1').toString('latin1')).byteLength);
    expect(unpacked(packed(cut))).toBe(text);
  });

  test('unpacked() throws on bytes that were never packed', () => {
    expect(() => unpacked(new TextEncoder().encode('ferry'))).toThrow();
  });
});
