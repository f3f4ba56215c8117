import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lines, linesOf } from '../../src/read/position.ts';
import { frame } from '../../src/report/frame.ts';
import { plain } from '../../src/report/paint.ts';
import { cellsOf } from '../../src/report/width.ts';
import { costOf } from '../helpers/growth.ts';

const widthOf = (text: string): number => cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);

const framed = (text: string, start: number, end: number, width = 80): readonly string[] =>
  framedIn(linesOf(text), start, end, width);

function framedIn(lines: Lines, start: number, end: number, width = 80): readonly string[] {
  const span = { start, end };
  return frame({ lines, span, label: '', width, gutter: 2, paint: plain, colour: 'error' });
}

describe('frame()', () => {
  test.each([
    ['a word', 'one two three', 4, 7, [' 1 | one two three', '   |     ^^^']],
    ['a place after a tab', '\tone two', 5, 8, [' 1 |     one two', '   |         ^^^']],
    ['wide characters', '字体 § 6', 3, 4, [' 1 | 字体 § 6', '   |      ^']],
    ['a wide place', 'a 字体 b', 2, 4, [' 1 | a 字体 b', '   |   ^^^^']],
    ['an empty place', 'one', 3, 3, [' 1 | one', '   |    ^']],
    ['the second line, CRLF', 'one\r\ntwo\r\n', 5, 8, [' 2 | two', '   | ^^^']],
    ['a place over lines', 'one\ntwo\nthree', 1, 9, [' 1 | one', '   |  ^^ (to line 3)']],
    ['an empty line', 'one\n\ntwo', 4, 4, [' 2 |', '   | ^']],
    ['a hidden character', 'a\u200bb c', 4, 5, [' 1 | a<U+200B>b c', '   |            ^']],
  ])('shows %s', (_name, text, start, end, expected) => {
    expect(framed(text, start, end)).toEqual(['   |', ...expected]);
  });

  test('shows nothing of an empty text', () => {
    expect(framed('', 0, 0)).toEqual([]);
  });

  test('cuts a long line around the place, at both ends', () => {
    const [, source = '', marks = ''] = framed(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, 500, 504, 40);
    expect(source).toMatch(/^ 1 \| …x+HEREy+…$/);
    expect(widthOf(source)).toBeLessThanOrEqual(5 + 40);
    expect(marks.indexOf('^')).toBe(source.indexOf('HERE'));
  });

  test('looks at what it shows alone in a line of megabytes', async () => {
    const [short, long] = [linesOf('é\t'.repeat(3_000)), linesOf('é\t'.repeat(3_000_000))];
    const manyTimes = (lines: typeof short, end: number) => () => {
      for (let count = 0; count < 20; count += 1) framedIn(lines, 2_000, end);
    };
    manyTimes(short, 5_000)();
    const cost = await costOf(manyTimes(short, 5_000));
    expect(await costOf(manyTimes(long, 5_000_000))).toBeLessThan(10 * Math.max(cost, 1_000));
  });

  test('puts the first mark under the place and keeps to its width', () => {
    const units = fc.constantFrom('a', ' ', '\t', '字', '😀', 'e\u0301', '\u202e', '👩‍👧');
    const texts = fc.array(units, { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(texts, fc.nat(119), fc.integer({ min: 20, max: 90 }), (parts, at, width) => {
        const index = at % parts.length;
        const start = parts.slice(0, index).join('').length;
        const text = parts.join('');
        const [, source = '', marks = ''] = framed(text, start, start + (parts[index] ?? '').length, width);
        expect(widthOf(source)).toBeLessThanOrEqual(5 + width);
        const column = marks.indexOf('^');
        const shown = cellsOf(source.trimEnd());
        let width0 = 0;
        const under = shown.find((cell) => {
          width0 += cell.width;
          return width0 > column;
        });
        const [expected] = cellsOf(parts[index] ?? '');
        const blank = /^\s*$/.test(expected?.picture ?? '');
        if (!blank) expect(expected?.picture.startsWith(under?.picture ?? '?')).toBe(true);
      }),
    );
  });
});
