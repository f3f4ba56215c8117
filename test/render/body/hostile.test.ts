import { describe, expect, test } from 'vitest';
import type { MarkdownEngine } from '../../../src/types.ts';
import { growsLinearly } from '../../helpers/growth.ts';
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
      expect(render(text, { engine })).toContain('a');
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

test('renderBody() puts many mentions into one paragraph in linear time', async () => {
  const rendered = (length: number): string => {
    const text = `${'a §6 '.repeat(length)}\n`;
    const first = edgeFor(text, '§6');
    const edges = Array.from({ length }, (_, index) => {
      const span = { start: 2 + index * 5, end: 4 + index * 5 };
      return { ...first, mention: { ...first.mention, span } };
    });
    return render(text, { edges });
  };
  expect(rendered(1_250).match(/<a /g)).toHaveLength(1_250);
  expect(await growsLinearly(rendered, 1_250)).toBe(true);
});

test('renderBody() looks up many anchors among many headings in linear time', async () => {
  const rendered = (size: number): string =>
    render(`${`[a](#b-${size - 1}) `.repeat(size)}\n\n${'# b\n'.repeat(size)}`);
  expect(rendered(1_250).match(/href="#s-b-1249"/g)).toHaveLength(1_250);
  expect(await growsLinearly(rendered, 1_250)).toBe(true);
});

test('renderBody() shows a long list in linear time', async () => {
  const rendered = (size: number): string => render('- a\n'.repeat(size));
  expect(rendered(5_000).match(/<li>a</g)).toHaveLength(5_000);
  expect(await growsLinearly(rendered, 5_000)).toBe(true);
});

test('renderBody() gives the same page twice', () => {
  const text = '# a\n\nb §6 [c](d.md)[^1]\n\n[^1]: e\n';
  const edges = [edgeFor(text, '§6')];
  expect(render(text, { edges })).toBe(render(text, { edges }));
});
