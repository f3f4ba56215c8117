import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/parse/body.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { engines, read } from './markdown/reading.ts';
import { soup } from './markdown/record-text.ts';

const [fast] = engines;

/** Reads a text whose head stands between two marks, which are part of it. */
function readWithHead(text: string, from: string, to: string) {
  const headSpan = { start: text.indexOf(from), end: text.indexOf(to) + to.length };
  return readBody(text, { headSpan, body: { start: 0, end: text.length } }, fast ?? null);
}

describe('readBody()', () => {
  test('takes the first heading of rank one for the title', () => {
    const text = '## Before\n\n# The *note* — v0.1 {#top}\n\n# Another\n';
    const { title } = read(text);
    expect(title?.text).toBe('The note — v0.1');
    expect(title && text.slice(title.span.start, title.span.end)).toBe('The *note* — v0.1');
  });

  test('takes no section for the title, where others of its rank follow', () => {
    expect(read('# **Summary**\n\nA tram.\n\n# Motivation\n').title).toBeNull();
    expect(read('# 1. Introduction\n\n# 2. Scope\n').title).toBeNull();
    expect(read('# Summary\n\n## Motivation\n').title?.text).toBe('Summary');
    expect(read('# Summary of 2026\n\n# Motivation\n').title?.text).toBe('Summary of 2026');
  });

  test.each(['', 'text\n', '## two\n', '> # quoted\n', '#\n', '# {#id}\n'])(
    'finds no title in %j',
    (text) => {
      expect(read(text).title).toBeNull();
    },
  );

  test('reads only the body, at its place in the whole text', () => {
    const text = '---\ntitle: x\n---\n# A\n\nb\n';
    const start = text.indexOf('# A');
    const { sections, blocks, offset } = readBody(
      text,
      { headSpan: { start: 0, end: start }, body: { start, end: text.length } },
      fast ?? null,
    );
    expect(offset).toBe(start);
    expect(sections.map((section) => section.span)).toEqual([{ start, end: text.length }]);
    expect(blocks.map(({ span }) => text.slice(span.start, span.end))).toEqual(['# A', 'b']);
  });

  test('leaves blocks of the head out, and keeps its headings as sections', () => {
    const text =
      '# T\n\n## Document control\n\n| Version | 0.1 |\n|---|---|\n| Date | x |\n\n## 1. Body\n\ntext\n';
    const { blocks, sections } = readWithHead(text, '## Document', '| x |');
    expect(blocks.map((block) => block.text.trim())).toEqual(['T', '1. Body', 'text']);
    expect(sections.map((section) => section.title)).toEqual(['T', 'Document control', 'Body']);
  });

  test('masks the part of a paragraph that is head', () => {
    const text = '**Version.** 0.1\n**Date.** 2026-05-12\nThe text goes on.\n';
    const { blocks } = readWithHead(text, '**Version', '05-12');
    expect(blocks.map((block) => block.text.trim())).toEqual(['The text goes on.']);
    expect(blocks[0]?.text.length).toBe(text.length - 1);
  });

  test('makes an opaque body one section and reads nothing else in it', () => {
    const text = '# a\n\n# b\n';
    const body = { start: 0, end: text.length };
    const reading = readBody(text, { headSpan: { start: 0, end: 0 }, body }, null);
    expect(reading).toMatchObject({
      tree: null,
      title: null,
      blocks: [],
      suppressions: [],
      faults: [],
      words: 0,
    });
    expect(reading.sections.map(({ span, depth, empty }) => [span, depth, empty])).toEqual([
      [body, 0, false],
    ]);
  });

  test('counts the words of prose: not of code blocks, marks or addresses', () => {
    expect(
      read('# Two words\n\nthree *more* words — [link](a-b-c.md) `code`\n\n```\nnot these\n```\n').words,
    ).toBe(7);
    expect(read('漢字かな\n').words).toBe(4);
    expect(read('2,279 pass + 1 fail\n').words).toBe(4);
  });

  test.each(engines.map((engine) => [engine.name, engine] as const))(
    'gives blocks as long as their spans, inside the text, with %s',
    (_, engine) => {
      fc.assert(
        fc.property(soup, (text) => {
          const { blocks } = read(text, engine);
          for (const { span, text: seen, links, code } of blocks) {
            expect(seen.length).toBe(span.end - span.start);
            for (const inner of [...code, ...links.map((link) => link.span)]) {
              expect(inner.start).toBeGreaterThanOrEqual(span.start);
              expect(inner.end).toBeLessThanOrEqual(span.end);
            }
          }
        }),
        { seed: 3, numRuns: 1000 },
      );
    },
  );

  test('shows at each place what is written there, or a space', () => {
    const plain = soup.filter((text) => !/[&\\]/.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        for (const { span, text: seen } of read(text).blocks) {
          Array.from({ length: seen.length }, (_, index) => index).forEach((index) => {
            const shown = seen.charAt(index);
            if (shown !== ' ' && shown !== '\n') expect(shown).toBe(text.charAt(span.start + index));
          });
        }
      }),
      { seed: 3, numRuns: 1000 },
    );
  });
});

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  'readBody() with %s is not brought down by',
  (_, engine) => {
    const deep = 10_000;
    test.each([
      ['quotes', `${'>'.repeat(deep)} a\n`],
      ['spaced quotes', `${'> '.repeat(deep)}a\n`],
      ['lists on one line', `${'- '.repeat(deep)}a\n`],
      [
        'lists on many lines',
        Array.from({ length: 1000 }, (_line, index) => `${'  '.repeat(index)}- a`).join('\n'),
      ],
      ['emphasis', `${'*'.repeat(deep)}a${'*'.repeat(deep)}\n`],
      ['emphasis, spelled out', `${'*a **b '.repeat(deep)}c${'** *'.repeat(deep)}\n`],
      ['emphasis by underscores', `${'_a '.repeat(deep)}b${'_'.repeat(deep)}\n`],
      ['brackets', `${'['.repeat(deep)}a${'](x)'.repeat(deep)}\n`],
      ['images', `${'!['.repeat(deep)}a${'](x)'.repeat(deep)}\n`],
    ])('10,000 nested %s', (_name, text) => {
      const { sections, tree, faults } = read(text, engine);
      expect(sections.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(text);
      expect(tree === null).toBe(faults.length > 0);
      for (const { rule, data } of faults)
        expect([rule, data['what']]).toEqual(['source/too-large', 'nesting']);
    });
  },
);

describe('readBody() takes linear time for', () => {
  test.each([
    ['open comments', 12_000, (n: number) => '<!-- '.repeat(n)],
    ['comments', 2_500, (n: number) => '<!-- slop-ignore a/b: c -->\n'.repeat(n)],
    ['links', 2_500, (n: number) => '[a](b.md) '.repeat(n)],
    ['references', 2_500, (n: number) => `${'[a] '.repeat(n)}\n\n[a]: b.md\n`],
    [
      'references to a long address',
      2_500,
      (n: number) => `${'[a] '.repeat(n)}\n\n[a]: ${'b'.repeat(25 * n)}\n`,
    ],
    ['headings', 2_500, (n: number) => '# a\n'.repeat(n)],
    ['a long number', 12_000, (n: number) => `# ${'1.'.repeat(n)}_\n`],
    ['a heading with a long gap', 25_000, (n: number) => `# a${' '.repeat(n)}b\n`],
    ['cells', 600, (n: number) => `|${'a|'.repeat(n)}\n|${'-|'.repeat(n)}\n`],
    ['character references', 250, (n: number) => '&amp;'.repeat(n)],
    ['spaces', 25_000, (n: number) => `[a](b${' '.repeat(n)}c)`],
  ])('%s', async (_, size, textOf) => {
    expect(await growsLinearly((n) => read(textOf(n)), size)).toBe(true);
  });
});
