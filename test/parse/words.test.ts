import { expect, test } from 'vitest';
import { countWords } from '../../src/parse/words.ts';

test.each([
  ['', 0],
  ['  \n\t ', 0],
  ['one', 1],
  ['one two\nthree', 3],
  ['— → § · “ ”', 0],
  ['well-known, 2,279 (twice)', 3],
  ["don't", 1],
  ['Größe Ελλάδα', 2],
  ['漢字かな', 4],
  ['漢字 and kana', 4],
  ['a\u00a0b\u3000c', 3],
])('countWords() counts %j', (text, count) => {
  expect(countWords(text)).toBe(count);
});
