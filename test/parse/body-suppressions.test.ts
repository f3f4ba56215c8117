import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/parse/body.ts';
import { engines, read } from './markdown/reading.ts';

describe.each(engines.map((engine) => [engine.name, engine] as const))(
  'suppressions read by %s',
  (_, engine) => {
    /** Rule, reason, and the text covered. */
    const found = (text: string) =>
      read(text, engine).suppressions.map(({ rule, reason, covers }) => [
        rule,
        reason,
        text.slice(covers.start, covers.end),
      ]);

    test('cover an older head like any block', () => {
      const head = '**Version.** 0.1\n**Date.** May 2026';
      const text = `# Plan\n\n<!-- slop-ignore a/b: why -->\n${head}\n\nText.\n`;
      const start = text.indexOf(head);
      const place = { headSpan: { start, end: start + head.length }, body: { start: 0, end: text.length } };
      const [one] = readBody(text, place, engine).suppressions;
      expect(one && text.slice(one.covers.start, one.covers.end)).toBe(head);
    });

    test.each([
      ['the next block', '<!-- slop-ignore a/b: why -->\n\nnext\n\nother\n', 'next'],
      ['the next heading alone', '<!-- slop-ignore a/b: why -->\n## next\n\nother\n', '## next'],
      ['a whole list', '<!-- slop-ignore a/b: why -->\n- one\n- two\n\nother\n', '- one\n- two'],
      ['a whole table', '<!-- slop-ignore a/b: why -->\n|a|\n|-|\n\nother\n', '|a|\n|-|'],
      ['a whole fence', '<!-- slop-ignore a/b: why -->\n\n```\nx\n```\n', '```\nx\n```'],
      [
        'its own paragraph',
        'some text <!-- slop-ignore a/b: why --> and more\n\nother\n',
        'some text <!-- slop-ignore a/b: why --> and more',
      ],
      [
        'its own heading',
        '## head <!-- slop-ignore a/b: why -->\n\nother\n',
        '## head <!-- slop-ignore a/b: why -->',
      ],
      [
        'its own line of raw HTML',
        '<!-- slop-ignore a/b: why --> text\n\nother\n',
        '<!-- slop-ignore a/b: why --> text',
      ],
      ['what follows other comments', '<!-- slop-ignore a/b: why -->\n<!-- note -->\n\nnext\n', 'next'],
      ['nothing at the end', 'before\n\n<!-- slop-ignore a/b: why -->\n', ''],
      [
        'its own cell',
        '| x <!-- slop-ignore a/b: why --> | y |\n|---|---|\n',
        'x <!-- slop-ignore a/b: why -->',
      ],
    ])('cover %s', (_name, text, expected) => {
      expect(
        found(text).map(([rule, reason, covered]) => [rule, reason, covered?.replace(/^\| | \|?$/g, '')]),
      ).toEqual([['a/b', 'why', expected]]);
    });

    test('cover the whole file when they say so', () => {
      const text = 'before\n\n<!-- slop-ignore-file a/b: why -->\n';
      expect(found(text)).toEqual([['a/b', 'why', text]]);
    });

    test.each([
      ['no reason', 'slop-ignore a/b', [['a/b', '']]],
      ['an empty reason', 'slop-ignore a/b:   ', [['a/b', '']]],
      [
        'a reason with colons, on several lines',
        'slop-ignore a/b: see: x\n  and y',
        [['a/b', 'see: x and y']],
      ],
      [
        'several rules',
        'slop-ignore a/b, c/d: why',
        [
          ['a/b', 'why'],
          ['c/d', 'why'],
        ],
      ],
      ['no rule', 'slop-ignore', [['', '']]],
      ['no spaces', 'slop-ignore a/b:why', [['a/b', 'why']]],
    ])('may have %s', (_name, comment, expected) => {
      const text = `<!-- ${comment} -->\n\nnext\n`;
      expect(found(text).map(([rule, reason]) => [rule, reason])).toEqual(expected);
    });

    test.each([
      ['another comment', '<!-- ignore a/b: x -->\n\na\n'],
      ['another word', '<!-- slop-ignored a/b: x -->\n\na\n'],
      ['inline code', '`<!-- slop-ignore a/b: x -->`\n'],
      ['a fence', '```\n<!-- slop-ignore a/b: x -->\n```\n'],
      ['an open comment', '<!-- slop-ignore a/b: x\n\na\n'],
    ])('are not found in %s', (_name, text) => {
      expect(found(text)).toEqual([]);
    });

    test('say where their comment stands', () => {
      const text = 'a <!-- slop-ignore a/b: c --> b\n';
      const [first] = read(text, engine).suppressions;
      expect(text.slice(first?.span.start, first?.span.end)).toBe('<!-- slop-ignore a/b: c -->');
    });
  },
);
