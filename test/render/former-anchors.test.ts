import { expect, test } from 'vitest';
import type { SectionChange } from '../../src/plan/compare/compare.ts';
import { formerAnchors } from '../../src/render/former-anchors.ts';

function change(before: string | null, after: string | null): SectionChange {
  const place = (slug: string | null) =>
    slug === null ? null : { depth: 2, number: null, title: slug, slug };
  return {
    state: 'same',
    before: place(before),
    after: place(after),
    by: 'similarity',
    moved: false,
    renamed: before !== after,
    renumbered: false,
    words: { removed: 0, added: 0 },
    runs: [],
  };
}

const anchors = (changes: readonly SectionChange[], earlier = new Map<string, readonly string[]>()) =>
  Object.fromEntries(formerAnchors({ sections: changes }, earlier));

test('a renamed section keeps the anchors of all its earlier names', () => {
  const first = formerAnchors({ sections: [change('s-lamps', 's-lights')] }, new Map());
  expect(anchors([change('s-lights', 's-beacons')], new Map(first))).toEqual({
    's-beacons': ['s-lights', 's-lamps'],
  });
});

test('an anchor that a section has now is its own', () => {
  expect(anchors([change('s-lamps', 's-lights'), change(null, 's-lamps')])).toEqual({});
});

test('two sections never keep one anchor', () => {
  const earlier = new Map([
    ['s-piers', ['s-north']],
    ['s-quays', ['s-north']],
  ]);
  expect(anchors([change('s-piers', 's-piers'), change('s-quays', 's-quays')], earlier)).toEqual({
    's-piers': ['s-north'],
  });
});
