import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorsOf } from '../../../src/parse/sections.ts';
import { read } from '../../parse/markdown/reading.ts';
import { recordText, soup } from '../../parse/markdown/record-text.ts';
import { edgeFor, render, renderLead } from './page.ts';

describe('the headings of a body', () => {
  test('can be reached by slug and number', () => {
    expect(render('## 6. Reading *order* {#read}\n')).toBe(
      '<h2 id="s-read"><span class="anchor" id="s-6"></span>6. Reading <em>order</em></h2>',
    );
  });

  test('are shown without an id that names something', () => {
    const text = '## Lights {#b-v0_1.md}\n';
    expect(renderLead(text, { edges: [edgeFor(text, 'b-v0_1.md')] })).toBe(
      '<h2 id="s-b-v0_1.md">Lights</h2>',
    );
  });

  test('leave out the title, and keep its anchors', () => {
    expect(render('# 1. The title\n\na\n\n# Another\n')).toBe(
      '<div class="anchor" id="s-the-title"></div>\n<div class="anchor" id="s-1"></div>\n<p>a</p>\n<h1 id="s-another">Another</h1>',
    );
  });

  test('have no anchor inside quotes and lists', () => {
    expect(render('# T\n\n> ## a\n')).toContain('<h2>a</h2>');
  });

  test('are shown without the head', () => {
    const text = '# T\n\n**Version.** 0.1\n**Date.** today\n\n## 1. Body\n';
    const headSpan = { start: text.indexOf('**V'), end: text.indexOf('today') + 5 };
    expect(render(text, { headSpan })).not.toMatch(/Version|today/);
    expect(render(text, { headSpan })).toContain('1. Body');
  });

  test('are shown with the rest of a paragraph that begins as head', () => {
    const text = '# T\n\n**Version.** 0.1\nrest *of* it\n';
    const headSpan = { start: text.indexOf('**V'), end: text.indexOf('0.1') + 3 };
    expect(render(text, { headSpan })).toBe(
      '<div class="anchor" id="s-t"></div>\n<p>\nrest <em>of</em> it</p>',
    );
  });

  test('keep the anchors of a heading that is head', () => {
    const text = '# T\n\n## Document control\n\n|a|\n|-|\n\n## Body\n';
    const headSpan = { start: text.indexOf('## D'), end: text.indexOf('|-|') + 3 };
    expect(render(text, { headSpan })).toBe(
      '<div class="anchor" id="s-t"></div>\n<div class="anchor" id="s-document-control"></div>\n<h2 id="s-body">Body</h2>',
    );
  });

  test('give every section each of its anchors once, and no other s- anchor', () => {
    fc.assert(
      fc.property(fc.oneof(recordText, soup), (text) => {
        const ids = [...render(text).matchAll(/<(?:div|span|h[1-6])\b[^<>]* id="(s-[^"]*)"/g)].map(
          (found) => found[1],
        );
        expect(ids.toSorted()).toEqual(anchorsOf(read(text).sections).flat().map(escaped).toSorted());
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});

function escaped(id: string): string {
  return id.replaceAll('&', '&#x26;').replaceAll('"', '&#x22;');
}
