import { describe, expect, test } from 'vitest';
import { tooManyMarks } from '../../../src/parse/markdown/marks.ts';
import { read } from './reading.ts';

/** Lines on which the engine looked through the line, or the word, once more for each mark. */
const hostile = [
  ['emphasis behind a letter that is not ASCII', 'é* '],
  ['brackets behind a letter that is not ASCII', 'é[a '],
  ['code behind a letter that is not ASCII', 'é` '],
  ['underscores in one word', 'a_'],
  ['underscores in a word that ends as an address', 'a.b-c_d+'],
  ['addresses without an end', 'www.a_'],
  ['addresses with a scheme', 'http://a_b.'],
] as const;

describe('tooManyMarks()', () => {
  test.each(hostile)('finds %s', (_, piece) => {
    const line = piece.repeat(900_000 / piece.length);
    expect(tooManyMarks(`# a\n\n${line}\n`)).toBe(5);
  });

  test.each([
    ['emphasis in ASCII', '*a* '.repeat(225_000)],
    ['marks behind letters that are not ASCII, in lines', 'é *a* _b_ `c`\n'.repeat(60_000)],
    ['the same with carriage returns', 'é *a* _b_ `c`\r'.repeat(60_000)],
    ['names of many words', 'one_two_three '.repeat(60_000)],
    ['a picture as data', `![é](data:image/png;base64,${'iVBORw0KGgo/+'.repeat(70_000)})`],
    [
      'data for addresses',
      'iVBORw0KGgo-PYf1zK9Qm3sVtX0aLr7eDuJc_2bNhWxpi4lT8ZyGkE5Sd6vMqRjFoU'.repeat(7_000),
    ],
    ['a paragraph in one line', 'Zoë reads the **whole** of `this_file`. '.repeat(2_500)],
  ])('lets %s through', (_, text) => {
    expect(tooManyMarks(text)).toBeNull();
  });
});

test('a body with too many marks in a line is one opaque section, and the line has a fault', () => {
  const { tree, sections, faults } = read(`# a\n\n${'é* '.repeat(300_000)}\n`);
  expect(tree).toBeNull();
  expect(sections).toHaveLength(1);
  expect(faults.map(({ rule, span, data }) => [rule, span.start, data['what']])).toEqual([
    ['source/too-large', 5, 'marks'],
  ]);
});

test.each([hostile[0], hostile[3], hostile[5]])(
  'what is let through of %s is read to its end',
  (_, piece) => {
    let size = 900_000;
    const text = (): string => piece.repeat(size / piece.length);
    while (tooManyMarks(text()) !== null) size *= 0.9;
    expect(read(text()).tree).not.toBeNull();
  },
);
