import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { parseTree, spanOf } from '../../../src/parse/markdown/tree.ts';
import { engines } from './reading.ts';

/** The written form of the first node of a type in a text. */
function written(text: string, type: Nodes['type'], engine: (typeof engines)[number]): string | null {
  const parsed = parseTree(text, { start: 0, end: text.length }, engine);
  if ('rule' in parsed) return null;
  const pending: Nodes[] = [parsed.tree];
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    const span = spanOf(node, parsed.offset);
    if (node.type === type && span !== null) return text.slice(span.start, span.end);
    if ('children' in node) pending.push(...node.children);
  }
  return null;
}

describe.each(engines.map((engine) => [engine.name, engine] as const))('offsets of %s', (_, engine) => {
  test.each([
    ['emoji count two units', '😀 𝒳 *mark*'],
    ['accents and ideographs count one', 'é漢 *mark*'],
    ['CRLF counts two', 'a\r\nb\r\n\r\n*mark*'],
    ['a lone CR counts one', 'a\rb\r\r*mark*'],
    ['tabs count one', '-\ta\n\n\t*mark*'],
    ['NUL counts one', 'a\0b *mark*'],
    ['a byte order mark counts one', '\ufeff# a\n\n*mark*'],
    ['references and escapes count what is written', '&amp;&copy;\\* *mark*'],
    ['prefixes of quotes and lists count', '> - a\n>   *mark*'],
    ['cells count', '| a | b |\n|---|---|\n| `x \\| y` | *mark* |'],
  ])('hold when %s', (_name, text) => {
    expect(written(text, 'emphasis', engine)).toBe('*mark*');
  });

  test('are found again for bare addresses and the text around them', () => {
    expect(written('see (mail@example.org) now', 'link', engine)).toBe('mail@example.org');
    expect(written('# a &amp; *b* &www.example.org', 'link', engine)).toBe('www.example.org');
    expect(written('x **"www.example.org"** y', 'link', engine)).toBe('www.example.org');
  });

  test('leave a head of dashes alone: it is not the engine that reads it', () => {
    expect(written('---\na: b\n---\n', 'thematicBreak', engine)).toBe('---');
    expect(written('---\na: b\n---\n', 'heading', engine)).toBe('a: b\n---');
  });

  test('show NUL as U+FFFD', () => {
    const parsed = parseTree('a\0b', { start: 0, end: 3 }, engine);
    expect(JSON.stringify(parsed)).toContain('a\ufffdb');
  });

  test('count from the start of a span', () => {
    const parsed = parseTree('head\n*mark* tail', { start: 5, end: 11 }, engine);
    if ('rule' in parsed) throw new Error(parsed.rule);
    const paragraph = parsed.tree.children[0];
    expect(paragraph && spanOf(paragraph, parsed.offset)).toEqual({ start: 5, end: 11 });
  });
});
