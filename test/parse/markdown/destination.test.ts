import { describe, expect, test } from 'vitest';
import { destinationSpan } from '../../../src/parse/markdown/destination.ts';
import { growsLinearly } from '../../helpers/growth.ts';

const cut = (raw: string, span: { start: number; end: number } | null): string | null =>
  span && raw.slice(span.start, span.end);

describe('destinationSpan()', () => {
  test.each([
    ['[a](b.md)', 'b.md'],
    ['[a](b.md "t")', 'b.md'],
    ["[a](  b.md\n\t't' )", 'b.md'],
    ['[a](b.md (t))', 'b.md'],
    ['[a](<b c.md>)', 'b c.md'],
    ['[a](<b\\>c.md> "t")', 'b\\>c.md'],
    ['[a](b(c)d.md)', 'b(c)d.md'],
    ['[a](b\\)c.md)', 'b\\)c.md'],
    ['[a]()', ''],
    ['[a](<>)', ''],
    ['[`](`](b.md)', 'b.md'],
    ['![a](x y](b.md)', 'b.md'],
    ['[a](b.md\n>  "t")', 'b.md'],
    ['<https://example.org>', null],
    ['[a][b]', null],
  ])('finds the address of %j', (raw, expected) => {
    expect(cut(raw, destinationSpan(raw))).toBe(expected);
  });

  test('gives up on a label that is made to be searched for ever', async () => {
    const found = (size: number) => destinationSpan(`![${'\\](x "'.repeat(size)}](b.md)`);
    expect(found(100_000)).toBeNull();
    expect(await growsLinearly(found, 12_500)).toBe(true);
  });
});
