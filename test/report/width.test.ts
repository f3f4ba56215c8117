import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, visible } from '../../src/report/width.ts';

const widthOf = (text: string): number => cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
const picture = (text: string): string =>
  cellsOf(text)
    .map((cell) => cell.picture)
    .join('');

describe('cellsOf()', () => {
  test.each([
    ['plain letters', 'note', 4],
    ['wide characters', '字体', 4],
    ['a letter with a combining mark', 'e\u0301', 1],
    ['an emoji of several code points', '👩‍👩‍👧', 2],
    ['a flag', '🇩🇪', 2],
    ['an emoji by its selector', '❤️', 2],
    ['a half-width katakana', 'ｱ', 1],
    ['a tab at a tab stop', '\tx', 5],
    ['a tab inside', 'ab\tx', 5],
    ['a tab after wide characters', '字\tx', 5],
  ])('measures %s', (_name, text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  test.each([
    ['an escape sequence', '\u001b[31mred', '<U+001B>[31mred'],
    ['a bidirectional override', 'a\u202eb', 'a<U+202E>b'],
    ['a zero-width space', 'a\u200bb', 'a<U+200B>b'],
    ['a lone carriage return', 'a\rb', 'a<U+000D>b'],
    ['an unpaired surrogate', 'a\ud800b', 'a<U+D800>b'],
    ['a joiner that joins nothing', 'a\u200db', 'a<U+200D>b'],
    ['a C1 control', '\u009b31m', '<U+009B>31m'],
  ])('spells out %s', (_name, text, expected) => {
    expect(picture(text)).toBe(expected);
  });

  test('parts text of any script where Unicode parts it', () => {
    const unit = fc.constantFrom(
      ...'aéжΩ字カが한—→↔⌘👍🏽กक',
      ...'\u0301\u0483\u3099\ufe0f\u0e33\u093e\u1100\u11a8',
    );
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment);
        expect(cellsOf(text).map((cell) => cell.picture)).toEqual(graphemes);
      }),
    );
  });

  test('tiles its line and prints nothing that hides or moves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cells = cellsOf(text);
        expect(cells.map((cell) => text.slice(cell.start, cell.end)).join('')).toBe(text);
        expect(picture(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('visible()', () => {
  test('keeps emoji whole and spells out what stands beside them', () => {
    expect(visible('👩‍👧 \u001b[2J')).toBe('👩‍👧 <U+001B>[2J');
  });
});
