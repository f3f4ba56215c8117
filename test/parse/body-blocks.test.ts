import { describe, expect, test } from 'vitest';
import { engines, read } from './markdown/reading.ts';

describe.each(engines.map((engine) => [engine.name, engine] as const))('blocks read by %s', (_, engine) => {
  const blocks = (text: string) => read(text, engine).blocks;
  const texts = (text: string) => blocks(text).map((block) => block.text);

  test('are headings, paragraphs, paragraphs of lists, and cells; not code, raw HTML or definitions', () => {
    const text = '# h\n\np\n\n> q\n\n- i\n\n|c|\n|-|\n|d|\n\n```\nx\n```\n\n<div>\n\n[r]: s\n\n[^1]: note\n';
    expect(blocks(text).map((block) => [block.type, block.text.trim()])).toEqual([
      ['heading', 'h'],
      ['paragraph', 'p'],
      ['paragraph', 'q'],
      ['item', 'i'],
      ['cell', 'c'],
      ['cell', 'd'],
      ['paragraph', 'note'],
    ]);
  });

  test('say which cells stand in one row', () => {
    const rows = blocks('| a | b |\n|---|---|\n| c | d |\n').map((block) => block.row?.start);
    expect(rows).toEqual([0, 0, 20, 20]);
    expect(blocks('a\n')[0]?.row).toBeNull();
  });

  test('keep the place of an empty cell', () => {
    expect(blocks('| a | b |\n|---|---|\n|| c |\n').map(({ text }) => text.trim())).toEqual([
      'a',
      'b',
      '',
      'c',
    ]);
  });

  test.each([
    ['emphasis', 'a *b* __c__ ~~d~~', 'a  b    c     d  '],
    ['inline code', 'a `b` ``c`d``', 'a  b    c`d  '],
    ['links', '[a](b.md) c', ' a        c'],
    ['links with a title', '[a](<b c> "t")!', ' a            !'],
    ['images', '![alt](a.png) b', '              b'],
    ['references', '[a][r] [r]', ' a      r '],
    ['footnote marks', 'a[^1] b', 'a     b'],
    ['raw HTML and comments', 'a <b>c</b> <!-- d -->', 'a    c               '],
    ['escapes', 'a\\_b \\* c', 'a _b  * c'],
    ['character references', 'a &amp; &sect;6', 'a &     §     6'],
    ['addresses in brackets', '<https://a.b> c', ' https://a.b  c'],
    ['soft line endings', 'a\nb\r\nc', 'a b  c'],
    ['hard line endings', 'a  \nb\\\nc', 'a  \nb \nc'],
    ['open marks', '[CC verifies] [[wiki]]', '[CC verifies] [[wiki]]'],
  ])('mask %s', (_name, text, expected) => {
    const [first] = texts(`${text}\n\n[r]: s\n\n[^1]: n\n`);
    expect(first).toBe(expected);
  });

  test('mask the prefixes of continued lines', () => {
    expect(texts('> a\n> b\n> - c\n>   d `e\n>   f`\n')).toEqual(['a   b', 'c     d  e     f ']);
  });

  test('mask the marks of headings, and keep the text of both forms', () => {
    expect(texts('## 6. a ##\n\nb\nc\n===\n')).toEqual(['   6. a   ', 'b c    ']);
  });

  test('mask the bars and escapes of cells', () => {
    expect(texts('| a | b |\n|---|---|\n| `c \\| d` | e \\| f |\n').map((text) => text.trim())).toEqual([
      'a',
      'b',
      'c  | d',
      'e  | f',
    ]);
  });

  test('list links and images, in order, with their addresses as read', () => {
    const text =
      '[a *b*](x&amp;y.md#z) ![i](<p q.png> "t") [r][ref] ![s][ref] <mail@a.b> www.a.b\n\n[ref]: <u v.md>\n';
    const [block] = blocks(text);
    expect(
      block?.links.map(({ span, url, image }) => [text.slice(span.start, span.end), url, image]),
    ).toEqual([
      ['[a *b*](x&amp;y.md#z)', 'x&y.md#z', false],
      ['![i](<p q.png> "t")', 'p q.png', true],
      ['[r][ref]', 'u v.md', false],
      ['![s][ref]', 'u v.md', true],
      ['<mail@a.b>', 'mailto:mail@a.b', false],
      ['www.a.b', 'http://www.a.b', false],
    ]);
  });

  test('list a link around an image, and the image', () => {
    expect(blocks('[![a](i.png)](x.md)\n')[0]?.links.map((link) => [link.url, link.image])).toEqual([
      ['x.md', false],
      ['i.png', true],
    ]);
  });

  test('take the first definition of a name', () => {
    const text = '[a]\n\n> [A]: one.md\n\n[a]: two.md\n';
    expect(blocks(text)[0]?.links[0]?.url).toBe('one.md');
  });

  test('list inline code with its backticks', () => {
    const text = 'a `b` and ``c``\n';
    expect(blocks(text)[0]?.code.map(({ start, end }) => text.slice(start, end))).toEqual(['`b`', '``c``']);
  });

  test('keep the offsets of characters beyond the basic plane', () => {
    const text = '😀 **𝒳** `§6` x\n';
    const seen = texts(text)[0] ?? '';
    expect(seen.indexOf('§6')).toBe(text.indexOf('§6'));
    expect(seen.indexOf('𝒳')).toBe(text.indexOf('𝒳'));
  });
});
