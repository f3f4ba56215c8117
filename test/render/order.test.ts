import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { natural } from '../../src/read/natural.ts';
import { newestFirst, oldestFirst } from '../../src/render/order.ts';
import { documentOf } from './values.ts';

describe('natural', () => {
  test.each([
    [
      ['phase-12', 'phase-9', 'phase-100'],
      ['phase-9', 'phase-12', 'phase-100'],
    ],
    [
      ['12', '9', '010'],
      ['9', '010', '12'],
    ],
    [
      ['b', 'a1', 'a'],
      ['a', 'a1', 'b'],
    ],
  ])('sorts %j', (names, expected) => {
    expect([...names].sort(natural)).toEqual(expected);
  });

  test('is an order', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '0', '1', '9', '-') });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(natural(a, b))).toBe(-Math.sign(natural(b, a)) + 0);
        if (natural(a, b) <= 0 && natural(b, c) <= 0) expect(natural(a, c)).toBeLessThanOrEqual(0);
        expect(natural(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

test('dates lead, the undated come last either way', () => {
  const [old, young, undated] = [
    documentOf('b.md', { date: '2026-01-01' }),
    documentOf('a.md', { date: '2026-02-01' }),
    documentOf('c.md'),
  ];
  expect([undated, old, young].sort(newestFirst)).toEqual([young, old, undated]);
  expect([undated, young, old].sort(oldestFirst)).toEqual([old, young, undated]);
});
