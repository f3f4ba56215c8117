import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quote, sentencesOf } from '../../../src/parse/mentions/sentences.ts';
import { mentionsOf } from './read.ts';

const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim());
const sentences = (text: string) => mentionsOf(text).map(({ sentence }) => sentence);

describe('sentencesOf() splits', () => {
  const texts: readonly (readonly string[])[] = [
    ['One is done.', 'Two begins!', 'Is three?', 'Four.'],
    ['It is v0.3 of a-v0_1.md and 2.5 times as long.', 'Next.'],
    ['As e.g. Manila, i.e. There, cf. Above, vs. Below.', 'Next.'],
    ['See Sec. 5, fig. 2, no. 7 and p. 9.', 'No.', 'It is over.'],
    ['He said "stop."', 'She left (at last.)', 'Then it was quiet.'],
    ['1. First of all.', '2. Then this.'],
    ['It ended. as it began, in lower case.'],
    ['The first is done.', 'phase-57-cr-v0_3.md is next.'],
    ['Wait … for it.', '§6 says more.', '2026 was the year.', 'Über alles.'],
  ];
  test.each(texts.map((text) => [text.join(' '), text] as const))('%s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  test('any text into spans that tile it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', ' ', '1', '"', '\n', '§', '😀') }),
        (text) => {
          const spans = sentencesOf(text);
          expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        },
      ),
    );
  });
});

describe('findMentions() quotes the sentence', () => {
  test('with white space folded and markup gone, across lines of a quote', () => {
    expect(sentences('> Before. The **fare** of\n> `a-v0_1.md`\n> is   right. After.')).toEqual([
      'The fare of a-v0_1.md is right.',
    ]);
  });

  test('with punctuation where it stands once marks are gone', () => {
    expect(
      sentences(
        'It (`a-v0_1.md`, not **b**) is [this](a-v0_1.md): *that*; and `a-v0_1.md`’s `.md` end [b](b.md).',
      ),
    ).toContain('It (a-v0_1.md, not b) is this: that; and a-v0_1.md’s .md end b.');
  });

  test('the same for each mention in it, links among them', () => {
    const [one, ...others] = sentences(
      'See [one](a-v0_1.md) and [two](a-v0_1.md), by **[three](a-v0_1.md)**.',
    );
    expect(one).toBe('See one and two, by three.');
    expect(others).toEqual([one, one]);
  });

  test('without the mark of a callout', () => {
    expect(sentences('> [!NOTE]\n> See a-v0_1.md. Or b-v0_1.md.\n')).toEqual([
      'See a-v0_1.md.',
      'Or b-v0_1.md.',
    ]);
  });

  test('of a table row with bars', () => {
    expect(sentences('| a | b |\n| --- | --- |\n| One. | a-v0_1.md |\n| Two | b |')).toEqual([
      'One. | a-v0_1.md',
    ]);
  });

  test('cut at words when it is too long, the mention always inside', () => {
    const words = 'word '.repeat(100);
    const [sentence = ''] = sentences(`${words}a-v0_1.md ${words}`);
    expect(sentence).toMatch(/^…word (?:word )*a-v0_1\.md (?:word )*word…$/);
    expect(sentence.length).toBeLessThanOrEqual(300);
    expect(sentence.length).toBeGreaterThan(280);
  });

  test('never splitting a character, whatever stands around', () => {
    const around = fc.string({ unit: fc.constantFrom('😀', 'a', ' ', '\n'), maxLength: 900 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        const text = `${before}XY${after}`;
        const place = { start: before.length, end: before.length + 2 };
        const quoted = quote(text, { start: 0, end: text.length }, place);
        expect(quoted).toContain('XY');
        expect(quoted.length).toBeLessThanOrEqual(300);
        expect(quoted).not.toMatch(
          /\s{2}|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/,
        );
      }),
    );
  });
});
