import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../helpers/growth.ts';
import { sliced } from './slices.ts';

const inYaml = (make: (n: number) => string) => (n: number) => `---\n${make(n)}\n---\nBody\n`;
const titled = (make: (n: number) => string) => (n: number) => `# T\n\n${make(n)}\n`;

/** Texts that grow with n and have undone readers of their kind. */
const bombs: Readonly<Record<string, (n: number) => string>> = {
  'blank lines in a head': inYaml((n) => '\n'.repeat(n)),
  'blank lines in an open head': (n) => `---\n${'\n'.repeat(n)}`,
  'odd line ends in a head': inYaml((n) => '\r\u2028'.repeat(n / 2)),
  'blank lines before a head': (n) => `${'\n'.repeat(n)}---\na: b\n---\n`,
  'open brackets': inYaml((n) => `a: ${'['.repeat(n)}`),
  'nested brackets': inYaml((n) => `a: ${'['.repeat(n)}${']'.repeat(n)}`),
  'nested braces': inYaml((n) => `a: ${'{a: '.repeat(n)}${'}'.repeat(n)}`),
  'nested lists': inYaml((n) => `a:\n  ${'- '.repeat(n)}x`),
  'nested keys': inYaml((n) => '? '.repeat(n)),
  'keys on a line': inYaml((n) => 'a: '.repeat(n)),
  'a stair of keys': inYaml((n) =>
    Array.from({ length: Math.sqrt(2 * n) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ),
  'many keys': inYaml((n) => Array.from({ length: n / 8 }, (_, i) => `k${i}: v`).join('\n')),
  'one key many times': inYaml((n) => 'a: b\n'.repeat(n / 8)),
  'many tabs': inYaml((n) => `a:\n${'\t- x\n'.repeat(n / 4)}`),
  'many anchors': inYaml((n) => `a: ${'&x '.repeat(n)}`),
  'many aliases': inYaml((n) => `a: &x [b]\nc:\n${'- *x\n'.repeat(n / 4)}`),
  'many unknown aliases': inYaml((n) => `c:\n${'- *x\n'.repeat(n / 4)}`),
  'many tags': inYaml((n) => '!x '.repeat(n)),
  'many comments': inYaml((n) => '# slop-ignore a/b: c\n'.repeat(n / 16)),
  commas: inYaml((n) => `a: [${','.repeat(n)}]`),
  digits: inYaml((n) => `a: ${'1'.repeat(n)}x`),
  'underlined digits': inYaml((n) => `a: 1${'_'.repeat(n)}x`),
  'spaces behind a value': inYaml((n) => `a: b${' '.repeat(n)}: c`),
  'an open quote': inYaml((n) => `a: "${'x '.repeat(n)}`),
  fences: (n) => '---\n'.repeat(n),
  labels: titled((n) => '**Version.** 0.1\n'.repeat(n / 16)),
  'labels on a line': titled((n) => '**Version.** 0.1 '.repeat(n / 16)),
  'paragraphs of labels': titled((n) => '**Voice.** x\n\n'.repeat(n / 16)),
  'open bold': titled((n) => `**Version.** 0.1 ${'**x '.repeat(n)}`),
  asterisks: titled((n) => '*'.repeat(n)),
  'spaces in a value': titled((n) => `**Version.** 0.1\n**Status.** a${' '.repeat(n)}b\nc`),
  backslashes: titled((n) => `**Version.** 0.1 ${'\\'.repeat(n)}\nx`),
  'plain labels': titled((n) => `Version: 0.1\n${'A a a: b\n'.repeat(n / 8)}`),
  'open comments': (n) => '<!--\n'.repeat(n),
  comments: (n) => '<!-- Version: 0.1 -->\n'.repeat(n / 16),
  quotes: (n) => '> **Draft.**\n\n'.repeat(n / 16),
  rows: titled((n) => `| a | b |\n|---|---|\n${'| Version | 0.1 |\n'.repeat(n / 16)}`),
  bars: titled((n) => `${'|'.repeat(n)}\n|---|---|\n| Version | 0.1 |`),
  dots: titled((n) => `v0.1${'·x'.repeat(n)}`),
  headings: (n) => '# T\n'.repeat(n / 4),
  hashes: (n) => `${'#'.repeat(n)}\n## ${' '.repeat(n)}x`,
  'a list in a label': titled((n) => `**Version.** 0.1\n**Change log.**\n${'- x\n'.repeat(n / 4)}`),
};

describe('readHead() on a text made to hurt', () => {
  it.each(Object.entries(bombs))('takes linear time over %s', async (_, make) => {
    expect(await growsLinearly((size) => sliced(make(size)), 10_000)).toBe(true);
  });

  it.each(['[', '{a: ', '- ', '? '])(
    'refuses 10,000 of %j in each other, where they get too deep',
    (open) => {
      const text = `---\ntitle: Plan\na:\n  ${open.repeat(10_000)}\n---\nBody\n`;
      const { faults, plain, slice, body } = sliced(text);
      expect(faults.map(({ rule }) => rule)).toEqual(['head/unreadable']);
      expect(faults[0]?.span.start).toBeGreaterThan(text.indexOf(open));
      expect(faults[0]?.span.start).toBeLessThan(text.indexOf(open) + 300);
      expect(plain).toEqual({});
      expect(slice(body)).toBe('Body\n');
    },
  );
});
