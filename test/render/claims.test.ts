import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimTable, keptPath, pathPart } from '../../src/render/claims.ts';

describe('claimTable', () => {
  test.each([
    [
      ['a.md', 'a.md'],
      ['a.md', 'a~2.md'],
    ],
    [
      ['readme.md', 'README.md', 'Readme.md'],
      ['readme.md', 'README~2.md', 'Readme~3.md'],
    ],
    [
      ['\u00e9.md', 'e\u0301.md'],
      ['\u00e9.md', 'e\u0301~2.md'],
    ],
    [
      ['a.md.html', 'a.md.html/b.md.html'],
      ['a.md.html', 'a.md~2.html/b.md.html'],
    ],
    [
      ['a/b', 'a'],
      ['a/b', 'a~2'],
    ],
    [
      ['a/b', 'a', 'a', 'a/c'],
      ['a/b', 'a~2', 'a~3', 'a/c'],
    ],
  ])('gives %j', (wanted, expected) => {
    const claim = claimTable();
    expect(wanted.map(claim)).toEqual(expected);
  });

  test('lets no two paths meet on a disk blind to case, as file or as folder', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'a.html', 'A.html', '\u00e9', 'e\u0301', 'a~2');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 20 }), (wanted) => {
        const claim = claimTable();
        const given = wanted.map((one) => claim(one).normalize('NFC').toLowerCase());
        expect(new Set(given).size).toBe(given.length);
        for (const one of given) {
          expect(given.filter((other) => other.startsWith(`${one}/`))).toEqual([]);
        }
      }),
    );
  });
});

describe('keptPath', () => {
  test.each([
    ['phases/x-v0_1.md', 'phases/x-v0_1.md'],
    ['a b/"c"#?%.md', 'a b/"c"#?%.md'],
    ['line\nbreak.md', 'line_break.md'],
    ['half\udc00.md', 'half_.md'],
  ])('keeps %j as %j', (path, expected) => {
    expect(keptPath(path)).toBe(expected);
  });

  test('cuts names that no disk takes, keeps their extension and tells them apart', () => {
    const [one, other] = [keptPath(`${'ü'.repeat(300)}1.md`), keptPath(`${'ü'.repeat(300)}2.md`)];
    expect(one).not.toBe(other);
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(235);
    expect(one).toMatch(/\.md$/);
  });
});

describe('pathPart', () => {
  test.each([
    ['phase-12', 'phase-12'],
    ['Phase 12: guests', 'Phase-12-guests'],
    ['../..', expect.stringMatching(/^~[0-9a-f]{8}$/)],
    ['', expect.stringMatching(/^~[0-9a-f]{8}$/)],
    ['<script>', 'script'],
    ['日本', '日本'],
  ])('makes of %j %j', (text, expected) => {
    expect(pathPart(text)).toEqual(expected);
  });
});
