import { describe, expect, test } from 'vitest';
import { escapeHtml, htmlOf, safeHtml } from '../../src/render/html.ts';

describe('escapeHtml', () => {
  test.each([
    [`<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;'],
    ['nul\0 bell\x07 del\x7f', 'nul␀ bell␇ del␡'],
    ['tab\t line\n return\r', 'tab\t line\n return\r'],
  ])('turns %j into text', (text, expected) => {
    expect(escapeHtml(text)).toBe(expected);
  });
});

describe('htmlOf', () => {
  test('knows only what was vouched for', () => {
    expect(htmlOf(safeHtml('<b>'))).toBe('<b>');
    for (const other of ['<b>', { html: '<b>' }, { 'Symbol(safe html)': '<b>' }, null, undefined, 1]) {
      expect(htmlOf(other)).toBeNull();
    }
  });
});
