import { diffArrays } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areWithin } from '../../../src/plan/compare/edits.ts';

test('areWithin() says what a whole comparison that gives up says', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'the'), { maxLength: 24 });
  fc.assert(
    fc.property(words, words, fc.nat(40), (before, after, most) => {
      const found = diffArrays(before, after, { maxEditLength: most }) !== undefined;
      expect(areWithin(before, after, most)).toBe(found);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [0, false],
  [1, false],
  [2, true],
])('areWithin() counts a word for another as two edits: within %i is %s', (most, within) => {
  expect(areWithin(['the', 'old', 'berth'], ['the', 'new', 'berth'], most)).toBe(within);
});
