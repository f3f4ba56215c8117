import { describe, expect, test } from 'vitest';
import type { MarkdownEngine } from '../../../src/types.ts';
import { computing } from '../../helpers/computing.ts';
import { engines } from '../../parse/markdown/reading.ts';
import { edgeFor, render } from './page.ts';

const deep = 10_000;

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  'renderBody() with %s',
  (_, engine) => {
    test.each([
      ['quotes', `${'>'.repeat(deep)} a\n`],
      ['lists', `${'- '.repeat(deep)}a\n`],
      ['emphasis', `${'*'.repeat(deep)}a${'*'.repeat(deep)}\n`],
      ['mixed emphasis', `${'_a '.repeat(deep)}b${'_'.repeat(deep)}\n`],
      ['brackets', `${'['.repeat(deep)}a${'](x)'.repeat(deep)}\n`],
    ])('shows 10,000 nested %s, as a page or as they are written', (_name, text) => {
      const seconds = computing();
      const html = render(text, { engine });
      expect(seconds()).toBeLessThan(20);
      expect(html).toContain('a');
    });

    test('shows 90 nested quotes as quotes', () => {
      expect(render(`${'> '.repeat(90)}a\n`, { engine }).match(/<blockquote>/g)).toHaveLength(90);
    });

    test('shows an opaque note as it is written', () => {
      const text = '\ufeff# a <b>\n';
      const body = { start: 0, end: text.length };
      const draft = { opaque: true, headSpan: { start: 0, end: 0 }, body, title: null, sections: [] };
      expect(render(text, { engine, draft })).toBe(
        '<pre class="opaque" tabindex="0"><code># a &#x3C;b>\n</code></pre>',
      );
    });

    test('shows a note whose parsing fails as it is written', () => {
      const broken: MarkdownEngine = {
        name: 'broken',
        load: async () => broken,
        parse: () => {
          throw new Error('no');
        },
        parseHtml: () => ({ type: 'root' as const, children: [] }),
      };
      expect(render('# a\n', { engine: broken })).toBe(
        '<pre class="opaque" tabindex="0"><code># a\n</code></pre>',
      );
    });
  },
);

test('renderBody() puts 10,000 mentions into one paragraph in linear time', () => {
  const text = `${'a §6 '.repeat(10_000)}\n`;
  const first = edgeFor(text, '§6');
  const edges = Array.from({ length: 10_000 }, (_, index) => {
    const span = { start: 2 + index * 5, end: 4 + index * 5 };
    return { ...first, mention: { ...first.mention, span } };
  });
  const seconds = computing();
  expect(render(text, { edges }).match(/<a /g)).toHaveLength(10_000);
  expect(seconds()).toBeLessThan(20);
});

test('renderBody() looks up 10,000 anchors among 10,000 headings in linear time', () => {
  const seconds = computing();
  const page = render(`${'[a](#b-9999) '.repeat(10_000)}\n\n${'# b\n'.repeat(10_000)}`);
  expect(page.match(/href="#s-b-9999"/g)).toHaveLength(10_000);
  expect(seconds()).toBeLessThan(30);
});

test('renderBody() shows a list of 50,000 items in linear time', () => {
  const seconds = computing();
  expect(render('- a\n'.repeat(50_000)).match(/<li>a</g)).toHaveLength(50_000);
  expect(seconds()).toBeLessThan(10);
});

test('renderBody() gives the same page twice', () => {
  const text = '# a\n\nb §6 [c](d.md)[^1]\n\n[^1]: e\n';
  const edges = [edgeFor(text, '§6')];
  expect(render(text, { edges })).toBe(render(text, { edges }));
});
