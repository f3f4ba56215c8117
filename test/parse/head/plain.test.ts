import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../../../src/parse/head/yaml/plain.ts';
import { readYaml } from '../../../src/parse/head/yaml/yaml.ts';

const whole = (text: string) => ({ start: 0, end: text.length });
const quick = (text: string) => readPlainYaml(text, whole(text), 'a.md');
const library = (text: string) => readYaml(text, whole(text), 'a.md');

const usual = [
  'kind: "brief"\nversion: "0.1"\n',
  'kind: brief\nversion: 0.10\ndate: 2026-05-01\nsince: 12:30\nurl: https://example.org/a\n',
  'author:\n  - "Ada"\n  - a drafting agent\nphase: 7\n',
  'author:\n- Ada\n- Bob\n',
  'author:   "Ada"\nempty: ""\nsingle: \'a "b" c\'\n',
  'reading:\n  - {document: "a-v0_1.md", role: context}\n  - { document: b , reason: "c, d" }\n',
  'who: {one: [a, "b"], other: [c]}\n',
  'tags: [a, "b, c", 0123]\nowner: {name: Ada, commit: 1234567}\n',
  'title: "Größe — 𝒜"\nplace: Ærø 𝒜b\n',
];

describe('the quick way through a head', () => {
  it.each(usual)('reads %j as the library does', (text) => {
    expect(quick(text)).not.toBeNull();
    expect(quick(text)).toEqual(library(text));
  });

  it.each([
    ['nothing', ''],
    ['a comment', 'a: b # c\n'],
    ['a blank line', 'a: b\n\nc: d\n'],
    ['a value on two lines', 'a: b\n  c\n'],
    ['a list under a value', 'a: b\n  - c\n'],
    ['an empty value', 'a:\nb: c\n'],
    ['a key twice', 'a: b\na: c\n'],
    ['a key twice in a map', 'a: {b: c, b: d}\n'],
    ['a forbidden key', '__proto__: a\n'],
    ['an escape', 'a: "\\n"\n'],
    ['an alias', 'a: &x b\nc: *x\n'],
    ['a tag', 'a: !!str b\n'],
    ['a map in a value', 'a: b: c\n'],
    ['a list in a list', 'a:\n  - - b\n'],
    ['an uneven list', 'a:\n  - b\n   - c\n'],
    ['text behind a quote', 'a: "b" c\n'],
    ['an open list', 'a: [b, c\n'],
    ['Windows line endings', 'a: b\r\nc: d\r\n'],
  ])('leaves %s to the library', (_, text) => {
    expect(quick(text)).toBeNull();
  });

  const piece = fc.constantFrom(
    ...['a', 'b1', 'kind', ': ', ':', ' ', '  ', '\n', '\n  - ', '\n- ', '- ', '{', '}', '[', ']', ', ', ','],
    ...['"', "'", '"x y"', "'z'", '0.10', '0123', 'yes', '#', ' #', '.', '/', '-', '@', '|', '>', '&', '*'],
    ...['!', '%', '?', '~', '`', '\\', '\t', '\u00a0', '\u2028', '\ufeff', '\0', 'é', '𝒜', '---', '...'],
  );
  const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
  const line = fc.oneof(
    soup,
    fc
      .tuple(fc.constantFrom('a: ', 'b: ', 'c:  ', 'd:\n  - ', 'e:\n- ', '  - ', '    - ', '- '), soup)
      .map((two) => two.join('')),
    fc.constantFrom(...usual.map((text) => text.trimEnd())),
  );

  it('never reads anything in another way than the library', () => {
    const head = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(head, (text) => {
        const reading = quick(text);
        if (reading !== null) expect(reading).toEqual(library(text));
      }),
      { numRuns: 3000 },
    );
  });
});
