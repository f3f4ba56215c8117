import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeAt, placesIn, placesOf } from '../../../src/parse/head/places.ts';

const span = fc.record({ start: fc.nat(20_000), end: fc.nat(20_000) });
const pointer = fc.constantFrom('/id', '/items', '/items/0', '/items/0/id', '/', '/__proto__', '');
const places = fc
  .array(fc.tuple(pointer, fc.record({ key: span, value: span })))
  .map((entries) => new Map(entries));

describe('placesOf', () => {
  test('placesOf() keeps each place under its pointer, in order', () => {
    fc.assert(
      fc.property(places, pointer, (at, asked) => {
        const draft = { at: placesOf(at) };
        expect(placesIn(draft)).toEqual([...at]);
        expect(placeAt(draft, asked)).toEqual(at.get(asked));
      }),
    );
  });

  test('placeAt() looks at few pointers of many, since a head may list thousands of items', () => {
    const place = { key: { start: 1, end: 2 }, value: { start: 3, end: 4 } };
    const all = placesOf(new Map(Array.from({ length: 10_000 }, (_, index) => [`/items/${index}`, place])));
    let looked = 0;
    const pointers = new Proxy(all.pointers, {
      get: (list, name) => {
        looked += 1;
        return Reflect.get(list, name);
      },
    });
    expect(placeAt({ at: { ...all, pointers } }, '/items/9999')).toEqual(place);
    expect(placeAt({ at: { ...all, pointers } }, '/items/10000')).toBeUndefined();
    expect(looked).toBeLessThan(100);
  });

  test('placeAt() knows no place without a draft', () => {
    expect(placeAt(null, '/id')).toBeUndefined();
  });
});
