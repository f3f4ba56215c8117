import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignCode, alignText } from '../../../src/parse/markdown/align.ts';
import { growsLinearly } from '../../helpers/growth.ts';

/** The characters of `raw` that the places point at. */
const at = (raw: string, places: readonly number[]): string =>
  places.map((place) => raw.charAt(place)).join('');

describe('alignText()', () => {
  test('needs no map for equal texts', () => {
    expect(alignText('a b', 'a b')).toBeNull();
  });

  test.each([
    ['escapes', 'a\\_b\\\\c', 'a_b\\c', 'a_b\\c'],
    ['an escape that is none', 'a\\b', 'a\\b', null],
    ['references', 'a &amp; b', 'a & b', 'a & b'],
    ['a reference after a reference', '&lt;&gt;x', '<>x', '&&x'],
    ['a reference of two units', '&#x1F600;x', '😀x', '&#x'],
    ['a reference of two characters', '&NotEqualTilde;x', '≂̸x', '&Nx'],
    ['an unknown reference', '&nope; &amp;', '&nope; &', '&nope; &'],
    ['the text of a reference', '&amp;amp;', '&amp;', '&amp;'],
    ['prefixes of continued lines', 'a\n  > > b', 'a\nb', 'a\nb'],
    ['spaces before a line ending', 'a \r\n b', 'a\r\nb', 'a\r\nb'],
    ['NUL', 'a\0\\*', 'a\ufffd*', 'a\0*'],
  ])('maps %s', (_, raw, value, expected) => {
    const places = alignText(raw, value);
    expect(places && at(raw, places)).toBe(expected);
  });

  test('falls back to a rising map for a value that the text does not explain', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (raw, value) => {
        const places = alignText(raw, value) ?? [];
        expect(places.length).toBe(raw === value ? 0 : value.length);
        places.forEach((place, index) => {
          expect(place).toBeGreaterThanOrEqual(places[index - 1] ?? 0);
          if (raw !== '') expect(place).toBeLessThan(raw.length + 2);
        });
      }),
    );
  });

  test('takes linear time for a long value that the text does not explain', async () => {
    const aligned = (size: number) => alignText('b'.repeat(size), 'a'.repeat(size));
    expect(await growsLinearly(aligned, 5_000)).toBe(true);
  });
});

describe('alignCode()', () => {
  test.each([
    ['one backtick', '`a`', 'a', 'a'],
    ['several, and a space to part them', '`` `a ``', '`a', '`a'],
    ['line endings', '`a\n> b`', 'a b', 'a\nb'],
    ['a bar in a table', '`a \\| b`', 'a | b', 'a | b'],
    ['what elsewhere is a reference', '`&amp;`', '&amp;', '&amp;'],
  ])('maps %s', (_, raw, value, expected) => {
    expect(at(raw, alignCode(raw, value))).toBe(expected);
  });
});
