import { expect, test } from 'vitest';
import { contractsIn } from '../../src/parse/turn/contract.ts';
import type { Section } from '../../src/types.ts';

/** How often a field of a section is looked at in a note with a step and so many sections below and behind it. */
function looksOf(count: number, depth: number): number {
  let looks = 0;
  const section = (title: string, index: number): Section => {
    const span = { start: index, end: index + 1 };
    const one = { depth: index === 0 ? 1 : depth, number: null, title, slug: '', explicit: null };
    return new Proxy(
      { ...one, span, heading: span, empty: false },
      {
        get: (target, field) => {
          looks += 1;
          return Reflect.get(target, field);
        },
      },
    );
  };
  const sections = ['Step 1', ...Array<string>(count).fill('Costs')].map(section);
  const body = { start: 0, end: count + 1 };
  expect(contractsIn({ sections, code: [], body, title: null, head: {} }, '', 'document')).toEqual([]);
  return looks;
}

test.each([1, 2])('a note of many sections of depth %i is looked through once for contracts', (depth) => {
  expect(looksOf(2000, depth) / looksOf(1000, depth)).toBeLessThan(2.1);
});

test('a step may have more sections below it than a call takes arguments', () => {
  expect(looksOf(200_000, 2)).toBeGreaterThan(0);
});
