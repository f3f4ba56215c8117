import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAt, linesOf, position, positionIn } from '../../src/read/position.ts';

describe('position()', () => {
  test.each([
    ['at the start', 'ab\ncd', 0, { line: 1, column: 1 }],
    ['at a line feed', 'ab\ncd', 2, { line: 1, column: 3 }],
    ['after a line feed', 'ab\ncd', 3, { line: 2, column: 1 }],
    ['after CRLF', 'ab\r\ncd', 4, { line: 2, column: 1 }],
    ['after a lone CR, which Git does not count', 'ab\rcd', 3, { line: 1, column: 4 }],
    ['after a character of two units', '😀x', 2, { line: 1, column: 3 }],
    ['past the end', 'ab', 99, { line: 1, column: 3 }],
    ['before the start', 'ab', -1, { line: 1, column: 1 }],
    ['in an empty text', '', 0, { line: 1, column: 1 }],
    ['after a final line feed', 'ab\n', 3, { line: 2, column: 1 }],
  ])('counts %s', (_name, text, offset, expected) => {
    expect(position(text, offset)).toEqual(expected);
  });

  test('agrees with counting line feeds one by one', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '字', '😀') });
    fc.assert(
      fc.property(texts, fc.nat(40), (text, at) => {
        const offset = Math.min(at, text.length);
        const before = text.slice(0, offset).split('\n');
        const expected = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
        expect(positionIn(linesOf(text), offset)).toEqual(expected);
      }),
    );
  });
});

describe('lineAt()', () => {
  test('gives lines without their ends', () => {
    const lines = linesOf('one\r\ntwo\n\rthree\r');
    expect([1, 2, 3, 4].map((line) => lineAt(lines, line))).toEqual(['one', 'two', '\rthree\r', '']);
  });
});
