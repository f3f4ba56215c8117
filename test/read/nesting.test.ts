import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepPlace } from '../../src/read/nesting.ts';
import { growsLinearly } from '../helpers/growth.ts';

const times = (count: number, piece: string | ((index: number) => string)): string =>
  Array.from({ length: count }, (_, index) => (typeof piece === 'string' ? piece : piece(index))).join('');

/** Each shape, that deep. */
const shapes: Readonly<Record<string, (depth: number) => string>> = {
  quotes: (depth) => `${times(depth, '>')} text`,
  'quotes with spaces': (depth) => `${times(depth, '> ')}text`,
  'bare quotes': (depth) => times(depth, '>'),
  'list on one line': (depth) => `${times(depth, '- ')}text`,
  'ordered list on one line': (depth) => `${times(depth, '1. ')}text`,
  'quotes and lists': (depth) => `${times(depth / 2 + 1, '> - ')}text`,
  'list by indentation': (depth) => times(depth, (level) => `${times(level, '  ')}- item\n`),
  'list by tabs': (depth) => times(depth, (level) => `${times(level, '\t')}- item\n`),
  'list with blank lines': (depth) => times(depth, (level) => `${times(level, '  ')}- item\n\n`),
  'list in a quote': (depth) => times(depth, (level) => `> ${times(level, '  ')}- item\n`),
  emphasis: (depth) => `${times(depth, '*a ')}b${times(depth, ' c*')}`,
  'strong, tight': (depth) => `${times(depth, '**')}b${times(depth, '**')}`,
  'emphasis over lines': (depth) => `${times(depth, '*a\n')}b${times(depth, '\nc*')}`,
  'two marks in turn': (depth) => `${times(depth / 2 + 1, '*a _b ')}c${times(depth / 2 + 1, '_ d*')}`,
  'struck through': (depth) => `${times(depth, '~a ')}b${times(depth, 'c~ ')}`,
  brackets: (depth) => times(depth, '['),
  'closed brackets': (depth) => `${times(depth, '[')}a${times(depth, ']')}`,
  images: (depth) => `${times(depth, '![')}a${times(depth, '](b)')}`,
  'flow lists in a head': (depth) => `---\nkey: ${times(depth, '[')}${times(depth, ']')}\n---\n`,
  'flow maps in a head': (depth) => `---\nkey: ${times(depth, '{a: ')}\n---\n`,
  'maps by indentation in a head': (depth) =>
    `---\n${times(depth, (level) => `${times(level, ' ')}k:\n`)}---\n`,
  'dashes in a head': (depth) => `---\n${times(depth, '- ')}a\n---\n`,
  'question marks in a head': (depth) => `---\n${times(depth, '? ')}a\n---\n`,
  'question marks with tags in a head': (depth) => `---\n${times(depth, '? !t ')}a\n---\n`,
};

describe.each(Object.entries(shapes))('deepPlace() with %s', (_name, shape) => {
  it('finds a place in the text where it is deep, and none where it is not', () => {
    for (const depth of [102, 150, 1_000]) {
      const text = shape(depth);
      const place = deepPlace(text, 'markdown')?.at;
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(text.length);
    }
    expect(deepPlace(shape(48), 'markdown')).toBeNull();
  });

  it('finds it behind a head, behind prose, with a byte order mark and with other line endings', () => {
    const text = shape(200);
    if (!text.startsWith('---')) {
      expect(deepPlace(`---\nkind: note\n---\n\n# Title\n\n${text}`, 'markdown')).not.toBeNull();
      expect(deepPlace(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'markdown')).not.toBeNull();
      expect(deepPlace(text.replaceAll('\n', '\r'), 'markdown')).not.toBeNull();
    }
    expect(deepPlace(`\uFEFF${text}`, 'markdown')).not.toBeNull();
  });

  it('is found in linear time at ten thousand, or as deep as a file can hold', async () => {
    const deepest = shape(1_300).length < 20_000 ? 10_000 : 1_300;
    // What is indented grows with the square of its depth.
    const textOf = (length: number): string => shape(deepest).slice(0, length);
    const { length } = shape(deepest);
    expect(deepPlace(textOf(length), 'markdown')).not.toBeNull();
    expect(await growsLinearly((size) => deepPlace(textOf(size), 'markdown'), length / 8)).toBe(true);
  });
});

describe('deepPlace()', () => {
  it.each([
    ['a ruler of dashes', `${times(300, '- ')}\n\n${times(300, '*')}\n`],
    ['blanks to fill in', `Name: ${times(300, '_')} Date: ${times(300, '_')}\n`],
    ['a table of marks', times(500, '| **a** | `*.md` | [b](c.md) | ~~d~~ |\n')],
    ['a table of globs', times(500, '| `src/**/*.ts` | `[` |\n')],
    ['a long list', times(5_000, '- *a* [b](c) `*`\n')],
    ['a long list of two levels', times(2_000, '- a\n  - b\n')],
    ['terminal output in a fence', `\`\`\`\n${times(500, '[32mok[0m > > > *\n')}\`\`\`\n`],
    ['terminal output in a quoted fence', `> \`\`\`\n${times(500, '> [32mok *\n')}> \`\`\`\n`],
    ['deep code in a fence', `~~~json\n${times(90, (level) => `${times(level, '  ')}{"a": [\n`)}~~~\n`],
    ['bold labels that touch their text', times(150, '**重要。**文字\n\n')],
    ['names with underscores', times(2_000, 'snake_case_name ')],
    ['stars between words', `${times(99, '2*3 ')}\n`],
    ['a head with many flow lists', `---\n${times(400, (index) => `k${index}: [a, "b", 'c']\n`)}---\n`],
    [
      'brackets in the values of a head',
      `---\n${times(300, (index) => `k${index}: '[CC verifies] it''s'\n`)}---\n`,
    ],
    ['code by indentation', `Data:\n\n${times(150, '    [[1, 2], [3,\n')}\n\n    [[[[\n\nMore.\n`],
    ['code by indentation in a quote', `> Data:\n>\n${times(150, '>      [[1, 2], [3,\n')}`],
    ['stars before words', `${times(300, '*word and ')}\n`],
    ['lines below each other', `${times(300, '_word and\n')}and *one* more\n`],
    ['an escape before each mark', times(500, '\\*a \\[')],
    ['nothing', ''],
  ])('leaves %s alone', (_name, text) => {
    expect(deepPlace(text, 'markdown')).toBeNull();
  });

  it('takes a head that never closes for body, since it is parsed as one', () => {
    expect(deepPlace(`---\nkey: a\n\n${times(200, '>')}`, 'markdown')).not.toBeNull();
  });

  it.each([
    ['a paragraph goes on', `Text\n    ${times(200, '[')}`],
    ['an item goes on', `-   Text\n\n    ${times(200, '[')}`],
    ['a footnote goes on', `Text[^1].\n\n[^1]: Note\n\n    ${times(200, '[')}`],
    ['less is indented', `Text\n\n   ${times(200, '[')}`],
  ])('finds brackets in what is no code where %s', (_, text) => {
    expect(deepPlace(text, 'markdown')).not.toBeNull();
  });

  it('does not lose a fence that a text leaves open in a quote', () => {
    expect(deepPlace(`> \`\`\`\n> code\n\n${times(200, '> ')}a`, 'markdown')).not.toBeNull();
  });

  it('meets a text that hides its nesting in what looks like code', () => {
    const hidden = `<!--\n\`\`\`\n-->\n`;
    expect(deepPlace(`${hidden}${times(2_000, '>')} a`, 'markdown')).not.toBeNull();
    expect(
      deepPlace(`${hidden}${times(20_000, '*a _b ')}c${times(20_000, '_ *')}`, 'markdown'),
    ).not.toBeNull();
    expect(deepPlace(`---\nk: ${times(2_000, '["]", ')}\n---\n`, 'markdown')).not.toBeNull();
    expect(
      deepPlace(`---\n${times(600, (level) => `${times(level, ' ')}k: "\n"\n`)}---\n`, 'markdown'),
    ).not.toBeNull();
  });

  it('reads all of a YAML text as a head', () => {
    expect(deepPlace(`a: ${times(200, '[')}`, 'yaml')).not.toBeNull();
    expect(deepPlace('a: [b, {c: d}]\n', 'yaml')).toBeNull();
  });

  it('counts of the colons of a line those that may stand behind a key', () => {
    expect(deepPlace(`times: ${times(500, '12:30, https://a.org ')}\n`, 'yaml')).toBeNull();
    expect(deepPlace(`${times(500, 'a: ')}b\n`, 'yaml')).not.toBeNull();
    expect(deepPlace(`a: {${times(500, '"b":c, ')}}\n`, 'yaml')).not.toBeNull();
  });

  it('never throws, and names a place in the text', () => {
    const piece = fc.constantFrom(
      '>',
      '- ',
      '1. ',
      '*',
      '_',
      '`',
      '```',
      '~~~',
      '[',
      ']',
      '\n',
      '\r',
      '\t',
      ' ',
      '---',
      '|',
      '\\',
      '🙂',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 600 }), (pieces) => {
        const text = pieces.join('');
        const place = deepPlace(text, 'markdown')?.at;
        return place === undefined || (place >= 0 && place <= text.length);
      }),
    );
  });
});
