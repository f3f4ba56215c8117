import { describe, expect, test } from 'vitest';
import { definitionDestination, destinationSpan } from '../../../src/parse/markdown/destination.ts';
import { computing } from '../../helpers/computing.ts';

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
    expect(cut(raw, destinationSpan(raw, 0))).toBe(expected);
  });

  test('gives up on a label that is made to be searched for ever', () => {
    const seconds = computing();
    expect(destinationSpan(`![${'\\](x "'.repeat(100_000)}](b.md)`, 0)).toBeNull();
    expect(seconds()).toBeLessThan(2);
  });
});

describe('definitionDestination()', () => {
  test.each([
    ['[a]: b.md', 'b.md'],
    ['[a\\]b]:\n  <b c.md> "t"', 'b c.md'],
    ['[a]: b.md (t)', 'b.md'],
    ['no definition', null],
  ])('finds the address of %j', (raw, expected) => {
    expect(cut(raw, definitionDestination(raw))).toBe(expected);
  });
});
