import { describe, expect, test } from 'vitest';
import { engines } from '../../parse/markdown/reading.ts';
import { renderLead } from './page.ts';

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  'renderBody() with %s',
  (_, engine) => {
    const html = (text: string): string => renderLead(text, { engine });

    test.each([
      [
        'paragraphs and emphasis',
        'a *b* **c** ~~d~~\n',
        '<p>a <em>b</em> <strong>c</strong> <del>d</del></p>',
      ],
      ['line endings', 'a\nb  \nc\n', '<p>a\nb<br>\nc</p>'],
      ['quotes', '> a\n', '<blockquote>\n<p>a</p>\n</blockquote>'],
      [
        'callouts with their word',
        '> [!note]  \n> a\n>\n> b\n',
        '<blockquote class="callout callout-note">\n<p class="callout-title">Note</p>\n<p>a</p>\n<p>b</p>\n</blockquote>',
      ],
      [
        'callouts that begin with code or hold no paragraph',
        '> [!CAUTION]\r\n> `a` b\r\n\r\n---\r\n\r\n> [!TIP]\r\n> - a\r\n',
        '<blockquote class="callout callout-caution">\n<p class="callout-title">Caution</p>\n<p><code>a</code> b</p>\n</blockquote>\n<hr>\n' +
          '<blockquote class="callout callout-tip">\n<p class="callout-title">Tip</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>',
      ],
      [
        'quotes that are no callouts as they are',
        '> [!NOTE] a\n\n---\n\n> [!NOTE] *a*\n\n---\n\n> [!HINT]\n> a\n\n---\n\n> a\n> [!NOTE]\n',
        '<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>\n<hr>\n<blockquote>\n<p>[!NOTE] <em>a</em></p>\n</blockquote>\n<hr>\n' +
          '<blockquote>\n<p>[!HINT]\na</p>\n</blockquote>\n<hr>\n<blockquote>\n<p>a\n[!NOTE]</p>\n</blockquote>',
      ],
      ['lists', '- a\n- b\n', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
      ['ordered lists with their start', '7. a\n8. b\n', '<ol start="7">\n<li>a</li>\n<li>b</li>\n</ol>'],
      [
        'loose ordered lists as one',
        '1. a\n\n1. b\n',
        '<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>',
      ],
      [
        'lists as loose for one item that is',
        '- a\n- b\n\n  c\n- d\n',
        '<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>',
      ],
      [
        'tight lists in loose ones',
        '- a\n  - b\n\n- c\n',
        '<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>',
      ],
      [
        'task lists with named checkboxes',
        '- [x] a\n- [ ] b\n',
        '<ul class="contains-task-list">\n<li class="task-list-item"><input type="checkbox" checked disabled aria-label="done"> a</li>\n' +
          '<li class="task-list-item"><input type="checkbox" disabled aria-label="to do"> b</li>\n</ul>',
      ],
      [
        'code',
        '```text\na < b\n```\n',
        '<pre tabindex="0"><code class="language-text">a &#x3C; b\n</code></pre>',
      ],
      [
        'code of a language that is no name',
        '```{x="y"}\na\n```\n',
        '<pre tabindex="0"><code>a\n</code></pre>',
      ],
      [
        'addresses',
        'https://example.org/a b@c.de\n',
        '<p><a href="https://example.org/a">https://example.org/a</a> <a href="mailto:b@c.de">b@c.de</a></p>',
      ],
      ['images', '![a](b.png "c")\n', '<p><img src="to/b.png" alt="a" title="c" loading="lazy"></p>'],
      ['images without words', '![](b.png)\n', '<p><img src="to/b.png" alt="" loading="lazy"></p>'],
      ['open marks', '[CC verifies] [ ] HEAD\n', '<p>[CC verifies] [ ] HEAD</p>'],
      ['comments not at all', 'a <!-- b --> c\n\n<!-- d -->\n', '<p>a  c</p>'],
      [
        'a comment that never closes as text',
        '<!-- a\n',
        '<pre class="raw-html" tabindex="0">&#x3C;!-- a</pre>',
      ],
      ['raw HTML as text', 'a <b onclick="x">c</b>\n', '<p>a &#x3C;b onclick="x">c&#x3C;/b></p>'],
      [
        'blocks of raw HTML as text',
        '<div>\na\n</div>\n',
        '<pre class="raw-html" tabindex="0">&#x3C;div>\na\n&#x3C;/div></pre>',
      ],
      ['control characters as their pictures', 'a\u0007b\u007f\n', '<p>a␇b␡</p>'],
    ])('shows %s', (_name, text, expected) => {
      expect(html(text)).toBe(expected);
    });

    test('shows tables in a region that can be scrolled, aligned by class', () => {
      expect(html('|  | b | c |\n|---|:-:|--:|\n| 1 | 2 |\n')).toBe(
        '<div class="table" role="region" tabindex="0" aria-label="Table 1"><table>\n<thead>\n<tr>\n' +
          '<td></td>\n<th class="align-center" scope="col">b</th>\n<th class="align-right" scope="col">c</th>\n' +
          '</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class="align-center">2</td>\n<td class="align-right"></td>\n' +
          '</tr>\n</tbody>\n</table></div>',
      );
    });

    test('does not fill up the rows of a table without end', () => {
      const text = `|${'a|'.repeat(1_000)}\n|${'-|'.repeat(1_000)}\n${'|x|\n'.repeat(200)}`;
      const shown = html(text);
      expect(shown.match(/<th/g)).toHaveLength(1_000 + 1);
      expect(shown.match(/<tr>/g)).toHaveLength(200 + 1);
      expect(shown.match(/<td/g)?.length).toBeLessThan(110_000);
    });

    test('tells the tables of a page apart', () => {
      expect(html('|a|\n|-|\n\n|b|\n|-|\n').match(/aria-label="[^"]*"/g)).toEqual([
        'aria-label="Table 1"',
        'aria-label="Table 2"',
      ]);
    });

    test('links footnotes both ways, with ids that are prefixed once', () => {
      const page = html('a[^ä%] b[^ä%] c[^2]\n\n[^ä%]: one\n\n[^2]: two\n');
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]);
      const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map((found) => found[1]);
      expect(ids.filter((id) => id?.startsWith('note-'))).toHaveLength(ids.length - 1);
      expect(ids).toContain('footnote-label');
      expect(targets.length).toBeGreaterThanOrEqual(4);
      for (const target of targets) expect(ids).toContain(target);
      expect(new Set(ids).size).toBe(ids.length);
    });
  },
);
