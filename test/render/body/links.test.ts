import { describe, expect, test } from 'vitest';
import { edgeFor, renderLead } from './page.ts';

describe('mentions in a body', () => {
  /** Renders a text with one mention. */
  const withMention = (text: string, words: string): string =>
    renderLead(text, { edges: [edgeFor(text, words, { state: 'outdated' })], titleOf: () => 'tip' });
  const open = '<a class="mention" data-state="outdated" title="tip" href="there.html">';

  test.each([
    ['text', 'see x-v0_1.md now', 'x-v0_1.md', `<p>see ${open}x-v0_1.md</a> now</p>`],
    ['a whole text', '§6', '§6', `<p>${open}§6</a></p>`],
    [
      'part of inline code',
      'run `cat x-v0_1.md now`',
      'x-v0_1.md',
      `<p>run <code>cat ${open}x-v0_1.md</a> now</code></p>`,
    ],
    ['inline code and its backticks', 'see `x` now', '`x`', `<p>see ${open}<code>x</code></a> now</p>`],
    ['text in emphasis', '*see §6 now*', '§6', `<p><em>see ${open}§6</a> now</em></p>`],
    [
      'emphasis and text',
      'the **CR** v0.3 now',
      '**CR** v0.3',
      `<p>the ${open}<strong>CR</strong> v0.3</a> now</p>`,
    ],
    [
      'the text in emphasis, and more',
      'the **CR** v0.3 now',
      'CR** v0.3',
      `<p>the <strong>${open}CR</a></strong>${open} v0.3</a> now</p>`,
    ],
    ['text over lines', 'the CR\nv0.3 now', 'CR\nv0.3', `<p>the ${open}CR\nv0.3</a> now</p>`],
    [
      'text with a prefix in it',
      '> the CR\n> v0.3 now',
      'CR\n> v0.3',
      `<blockquote>\n<p>the ${open}CR\nv0.3</a> now</p>\n</blockquote>`,
    ],
    ['text with an escape in it', 'see x\\_y now', 'x\\_y', `<p>see ${open}x_y</a> now</p>`],
    ['text after a reference', '&amp; §6', '§6', `<p>&#x26; ${open}§6</a></p>`],
    ['a heading', '## a §6', '§6', `<h2 id="s-a-6">a ${open}§6</a></h2>`],
    ['a cell', '|§6|\n|-|', '§6', `<th scope="col">${open}§6</a></th>`],
    ['a footnote', 'a[^1]\n\n[^1]: see §6', '§6', `see ${open}§6</a>`],
    ['characters beyond the basic plane', '😀 §6 😀', '§6', `<p>😀 ${open}§6</a> 😀</p>`],
  ])('can be %s', (_, text, words, expected) => {
    expect(withMention(text, words)).toContain(expected);
  });

  test.each([
    ['[[x|the *words* of it]]', 'the <em>words</em> of it'],
    ['[[x@0.2#6|words]]', 'words'],
    ['[[x]]', '[[x]]'],
    ['[[x|]]', '[[x|]]'],
    ['[[x| ]]', '[[x| ]]'],
  ])('between double brackets, as %j, read as %j', (text, words) => {
    expect(withMention(`see ${text} now`, text)).toBe(`<p>see ${open}${words}</a> now</p>`);
  });

  test('are never put into a link', () => {
    expect(withMention('[see §6](x.md)', '§6')).toBe(
      `<p><a class="mention" data-state="outdated" title="tip" href="there.html">see §6</a></p>`,
    );
    expect(withMention('a *[b](x.md)* c', 'a *[b](x.md)* c')).not.toMatch(
      /<a [^>]*><a |<a [^>]*>[^<]*<em><a/,
    );
  });

  test('are spans when they lead nowhere', () => {
    const text = 'see §6';
    const edges = [edgeFor(text, '§6', { state: 'missing' })];
    expect(renderLead(text, { edges, hrefOf: () => null })).toBe(
      '<p>see <span class="mention" data-state="missing">§6</span></p>',
    );
  });

  test('are not put into code blocks, nor taken from the head', () => {
    const text = '§1\n\n```\n§6\n```\n';
    const inHead = edgeFor(text, '§1');
    const edges = [edgeFor(text, '§6'), { ...inHead, mention: { ...inHead.mention, field: '/date' } }];
    expect(renderLead(text, { edges })).not.toContain('<a');
  });

  test('do not overlap: the earlier and longer one stays', () => {
    const text = 'CR v0.3 §10';
    const edges = [
      edgeFor(text, 'v0.3 §10'),
      edgeFor(text, 'CR'),
      edgeFor(text, 'CR v0.3'),
      edgeFor(text, '§10'),
    ];
    expect(renderLead(text, { edges }).match(/>[^<]*<\/a>/g)).toEqual(['>CR v0.3</a>', '>§10</a>']);
  });
});

describe('Markdown links in a body', () => {
  test.each([
    ['to a relative address go where they are sent', '[a](x.md "t")', '<a href="to/x.md" title="t">a</a>'],
    ['with a scheme stay', '[a](https://example.org/?b=c#d)', '<a href="https://example.org/?b=c#d">a</a>'],
    ['to a host stay', '[a](//example.org/b)', '<a href="//example.org/b">a</a>'],
    ['by reference go where they are sent', '[a][b]\n\n[b]: x.md', '<a href="to/x.md">a</a>'],
    ['with another scheme lead nowhere', '[a](ftp://b)', '<a>a</a>'],
  ])('%s', (_, text, expected) => {
    expect(renderLead(text)).toContain(expected);
  });

  test('to a section find it by the anchor that GitHub gives it', () => {
    const text =
      '[a](#6-reading-order) [b](#keep) [c](#nowhere) [d](#s-6)\n\n## 6. Reading order\n\n## x {#keep}\n';
    const page = renderLead(text);
    expect(page).toContain('<a href="#s-reading-order">a</a>');
    expect(page).toContain('<a href="#s-keep">b</a>');
    expect(page).toContain('<span class="mention" data-state="missing">c</span>');
    expect(page).toContain('<a href="#s-reading-order">d</a>');
  });

  test('to the beginning of the page lead there', () => {
    expect(renderLead('[a](#) [b](#Top)')).toBe('<p><a href="#">a</a> <a href="#">b</a></p>');
    expect(renderLead('[a](#top)\n\n## Top\n')).toContain('<a href="#s-top">a</a>');
  });

  test('that lead nowhere are marked', () => {
    expect(renderLead('[a](x.md) ![b](c.png)', { hrefOfLink: () => null })).toBe(
      '<p><span class="mention" data-state="missing">a</span> <span class="mention" data-state="missing">b</span></p>',
    );
  });

  test('carry the state of their edge', () => {
    const text = '[a](x.md) ![b](c.png) [d][e]\n\n[e]: y.md\n';
    const edges = ['[a](x.md)', '![b](c.png)', '[d][e]'].map((words) =>
      edgeFor(text, words, { state: 'archived' }),
    );
    expect(renderLead(text, { edges })).toBe(
      '<p><a class="mention" data-state="archived" href="there.html">a</a> ' +
        '<img src="there.html" alt="b" loading="lazy"> ' +
        '<a class="mention" data-state="archived" href="there.html">d</a></p>',
    );
  });

  test('leave an image inside them its own address', () => {
    const text = '[![b](c.png)](x.md)';
    expect(renderLead(text, { edges: [edgeFor(text, text)] })).toContain(
      'href="there.html"><img src="to/c.png" alt="b" loading="lazy"></a>',
    );
  });
});
