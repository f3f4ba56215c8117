import { describe, expect, test } from 'vitest';
import { hasTooManyReferences } from '../../../src/parse/markdown/references.ts';
import { read } from './reading.ts';

describe('hasTooManyReferences()', () => {
  test.each([
    ['2,000 in a paragraph', '&copy; '.repeat(2000), false],
    ['2,001 in a paragraph', '&copy; '.repeat(2001), true],
    ['the same over lines', '&#65;\n'.repeat(2001), true],
    ['the same over paragraphs', '&copy;\n\n'.repeat(2001), false],
    ['20,001 over paragraphs', '&copy;\r\n\r\n'.repeat(20_001), true],
    ['ampersands', 'a && b &c \n'.repeat(20_001), false],
  ])('judges %s', (_, text, expected) => {
    expect(hasTooManyReferences(text)).toBe(expected);
  });
});

test('a body with too many references is one opaque section and has a fault', () => {
  const text = `# a\n\n${'&copy;'.repeat(100_000)}`;
  const { tree, sections, faults } = read(text);
  expect([tree, sections.length, faults.map(({ rule, data }) => [rule, data['what']])]).toEqual([
    null,
    1,
    [['source/too-large', 'references']],
  ]);
});

test('as many references as are let through are read to their end', () => {
  expect(read('&copy; a '.repeat(2000)).tree).not.toBeNull();
});
