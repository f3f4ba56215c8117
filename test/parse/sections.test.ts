import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorsOf, findSection, sectionFinder } from '../../src/parse/sections.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { engines, read } from './markdown/reading.ts';
import { recordText, soup } from './markdown/record-text.ts';

const sectionsOf = (text: string) => read(text).sections;
const slugs = (text: string): readonly string[] => sectionsOf(text).map((section) => section.slug);

describe.each(engines.map((engine) => [engine.name, engine] as const))('sections read by %s', (_, engine) => {
  test('tile the body and hold their heading', () => {
    fc.assert(
      fc.property(fc.oneof(recordText, soup), (text) => {
        const { sections } = read(text, engine);
        expect(sections.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(text);
        for (const { span, heading, depth } of sections) {
          expect(span.start).toBeLessThanOrEqual(heading.start);
          expect(heading.end).toBeLessThanOrEqual(span.end);
          if (depth === 0) expect(span).toBe(sections[0]?.span);
        }
        expect(new Set(anchorsOf(sections).flat()).size).toBe(anchorsOf(sections).flat().length);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('a section', () => {
  test('has depth, number, title, and the place of its heading', () => {
    const text = 'lead\n\n## 2.1 The *one* `x` &amp; [y](z) {#mine}\n\ntext\n\nTwo\nlines\n===\n';
    expect(
      sectionsOf(text).map(({ depth, number, title, slug, explicit, heading }) => [
        depth,
        number,
        title,
        slug,
        explicit,
        text.slice(heading.start, heading.end),
      ]),
    ).toEqual([
      [0, null, '', 's--', null, ''],
      [2, '2.1', 'The one x & y', 's-mine', 's-mine', '2.1 The *one* `x` &amp; [y](z) {#mine}'],
      [1, null, 'Two lines', 's-two-lines', null, 'Two\nlines'],
    ]);
  });

  test('begins at the start of the line of its heading', () => {
    const [lead, section] = sectionsOf('a\n\n   ## b\n');
    expect([lead?.span, section?.span]).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 11 },
    ]);
  });

  test('is made by headings of the top level alone', () => {
    expect(
      sectionsOf('> # quoted\n\n- # listed\n\n```\n# code\n```\n\n[^1]: # noted\n').map((one) => one.depth),
    ).toEqual([0]);
  });

  test.each([
    ['has text', '## a\n\nb\n', false],
    ['has a table', '## a\n\n|b|\n|-|\n', false],
    ['has raw HTML', '## a\n\n<b>\n', false],
    ['has a deeper heading', '## a\n\n### b\n\nc\n', false],
    ['has nothing', '## a\n\n  \n', true],
    ['has comments, rules and definitions', '## a\n\n<!-- b -->\n\n---\n\n[c]: d\n', true],
    ['has only the next section', '## a\n\n## b\n\nc\n', true],
    ['has only a section further up', '## a\n\n# b\n\nc\n', true],
  ])('is empty or not when it %s', (_, text, empty) => {
    expect(sectionsOf(text)[0]?.empty).toBe(empty);
  });
});

describe('slugs', () => {
  test('begin with s-, whatever the title, and leave the number out', () => {
    expect(slugs('# 1. Main content\n# constructor\n# →\n# Ünïcode 状態\n#\n')).toEqual([
      's-main-content',
      's-constructor',
      's-section',
      's-ünïcode-状態',
      's-section-1',
    ]);
  });

  test('count titles that come again, past slugs that are taken', () => {
    expect(slugs('# a\n# a\n# a 1\n# a\n# A\n')).toEqual(['s-a', 's-a-1', 's-a-1-1', 's-a-2', 's-a-3']);
  });

  test('start anew with each note', () => {
    expect(slugs('# a\n')).toEqual(slugs('# a\n'));
  });

  test('give way to ids that the author wrote', () => {
    expect(slugs('# a\n# b {#a}\n# c { #a }\n# d {#s-x}\n# e {#not an id}\n')).toEqual([
      's-a-2',
      's-a',
      's-a-1',
      's-x',
      's-e-not-an-id',
    ]);
  });

  test('take linear time for a note of equal titles', async () => {
    const slugged = (size: number) => slugs('# a\n'.repeat(size));
    expect(new Set(slugged(2_500)).size).toBe(2_500);
    expect(await growsLinearly(slugged, 2_500)).toBe(true);
  });
});

describe('anchorsOf()', () => {
  test('adds the number, once', () => {
    const text = '# 6. A\n# 2.1 B\n# C\n# 6. D\n# E {#s-7}\n# 7. F\n';
    expect(anchorsOf(sectionsOf(text))).toEqual([
      ['s-a', 's-6'],
      ['s-b', 's-2.1'],
      ['s-c'],
      ['s-d'],
      ['s-7'],
      ['s-f'],
    ]);
  });
});

describe('findSection()', () => {
  const text = [
    '# The note',
    '## 6. Reading order',
    '## §18.1 Items',
    '### 3A. Third',
    '## A.7 Annex',
    '## Step 2b — live halt',
    '## D7 — decided',
    '## What Phase 56 does NOT deliver',
    '## Reading order',
    '## Odd {#keep}',
    '## 2026 plan',
    '## 1.19',
    '## 5 Größe & “Maß”',
    '## privatePackages.version + İlgili',
    '',
  ].join('\n\n');
  const sections = sectionsOf(text);

  test.each([
    ['6', '6'],
    ['§6', '6'],
    ['18.1', '18.1'],
    ['3a', '3A'],
    ['Sec-A.7', 'A.7'],
    ['section 6', '6'],
    ['#s-6', '6'],
    ['s-reading-order', '6'],
    ['reading-order', '6'],
    ['#reading-order-1', 'Reading order'],
    ['#reading-order_1', 'Reading order'],
    ['#privatepackages-version-ilgili', 'privatePackages.version + İlgili'],
    ['#6-reading-order', '6'],
    ['#181-items', '18.1'],
    ['#119', '1.19'],
    ['#181-Items', '18.1'],
    ['#keep', 'Odd'],
    ['#s-keep', 'Odd'],
    ['Step 2b', 'Step 2b — live halt'],
    ['step 2b - Live Halt', 'Step 2b — live halt'],
    ['D7', 'D7 — decided'],
    ['What Phase 56 does NOT deliver', 'What Phase 56 does NOT deliver'],
    ['2026 plan', '2026 plan'],
    ['#gr%C3%B6%C3%9Fe--ma%C3%9F', '5'],
    ['Größe & "Maß"', '5'],
    ['#6. Reading order', '6'],
    ['#§18.1 Items', '18.1'],
    ['#A.7. Annex', 'A.7'],
    ['5) Größe & "Maß"', '5'],
  ])('finds %s', (address, expected) => {
    const found = findSection(sections, address);
    expect(found?.number ?? found?.title).toBe(expected);
  });

  test.each([
    '',
    '#',
    '§',
    '7',
    '2',
    '18',
    '20',
    '2026',
    'D',
    'Step 2',
    '#7. Reading order',
    '%zz',
    '__proto__',
  ])('finds nothing for %j', (address) => {
    expect(findSection(sections, address)).toBeNull();
  });

  test('never answers with the text before the first heading', () => {
    expect(findSection(sectionsOf('lead\n\n# a\n'), 's--')).toBeNull();
  });

  test('says when several fit', () => {
    expect(sectionFinder(sectionsOf('# 1. a\n# 1. b\n'))('1').map((section) => section.title)).toEqual([
      'a',
      'b',
    ]);
    expect(sectionFinder(sections)('Reading order').length).toBe(2);
  });
});
