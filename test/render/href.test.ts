import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePath, hrefBetween } from '../../src/render/href.ts';

describe('hrefBetween', () => {
  test.each([
    ['index.html', 'style.css', null, 'style.css'],
    ['view/a/b.md.html', 'style.css', null, '../../style.css'],
    ['view/a/b.md.html', 'view/a/c.md.html', null, 'c.md.html'],
    ['view/a/b.md.html', 'view/c/d.md.html', 's-6', '../c/d.md.html#s-6'],
    ['view/a.html', 'view/a.html', 's-6', '#s-6'],
    ['view/a.html', 'view/a.html', null, 'a.html'],
    ['view/a.html', 'raw/x y/#q?%.md', null, '../raw/x%20y/%23q%3F%25.md'],
    ['view/a.html', 'view/javascript:alert(1).html', null, 'javascript%3Aalert(1).html'],
    ['index.html', 'view/naïve/日本.html', null, 'view/na%C3%AFve/%E6%97%A5%E6%9C%AC.html'],
    ['index.html', "view/it's.html", null, 'view/it%27s.html'],
    ['index.html', 'view/half\ud800.html', null, 'view/half%EF%BF%BD.html'],
  ])('leads from %s to %s', (from, to, anchor, expected) => {
    expect(hrefBetween(from, to, anchor)).toBe(expected);
  });

  test('is resolved by a browser to the path it was made from', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((text) => !/^\.{1,2}$|\//.test(text));
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, path, (from, to) => {
        const base = new URL(encodePath(from), 'https://x.example/sub/');
        const reached = new URL(hrefBetween(from, to), base);
        expect(reached.href).toBe(new URL(encodePath(to), 'https://x.example/sub/').href);
        expect(decodeURIComponent(reached.pathname)).toBe(`/sub/${to}`);
      }),
    );
  });
});
