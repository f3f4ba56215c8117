import { describe, expect, test } from 'vitest';
import { nearbyAmong } from '../../src/link/nearby.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { at, graphOf, linked } from './values.ts';

const names = [
  'phase-57-cr-fares-v0_1.md',
  'phase-57-cr-fares-v0_2.md',
  'manifest-v0_41.md',
  'glossary',
  'b',
  'top-v0_1.md',
];

describe('nearbyAmong()', () => {
  test.each([
    ['phase-57-cr-fairs-v0_1.md', 'phase-57-cr-fares-v0_1.md'],
    ['phase-57-crfares-v0_2.md', 'phase-57-cr-fares-v0_2.md'],
    ['manfest-v0_41.md', 'manifest-v0_41.md'],
    ['glosary', 'glossary'],
    ['Glossary', 'glossary'],
    ['bb', null],
    ['tops-v0_1.md', 'top-v0_1.md'],
    ['nope-v0_1.md', null],
    ['something-else-v0_1.md', null],
    ['', null],
  ])('finds for %j %j', (word, near) => {
    expect(nearbyAmong(() => names)(word)).toBe(near);
  });

  test('takes no number for the slip of another where numbers tell names apart', () => {
    const near = nearbyAmong(() => ['eip-67.md', 'eip-152.md', '0019-traits.md']);
    expect(near('eip-7683.md')).toBeNull();
    expect(near('eip7-152.md')).toBeNull();
    expect(near('epi-152.md')).toBe('eip-152.md');
    expect(near('0003-traits.md')).toBe('0019-traits.md');
    const series = nearbyAmong(() => ['eip-1.md', 'erc-721.md', '2026-05-12.md']);
    expect(near('eip-15.md')).toBeNull();
    expect(series('eip-721.md')).toBe('erc-721.md');
    expect(series('eip-712.md')).toBeNull();
    expect(series('epi-1.md')).toBe('eip-1.md');
    expect(series('eip.md')).toBe('eip-1.md');
    expect(series('2026-05-13.md')).toBeNull();
    expect(series('erc-0721.md')).toBe('erc-721.md');
    expect(series('2026-5-12.md')).toBe('2026-05-12.md');
    expect(nearbyAmong(() => ['cycle-cr-007.md', 'cycle-cr-008.md'])('cycle-cr-7.md')).toBe(
      'cycle-cr-007.md',
    );
  });

  test('gives the same in whatever order the names come', () => {
    const words = ['phase-57-cr-fares-v0_3.md', 'phase-57-cr-fares-v0_12.md'];
    const [one, other] = [nearbyAmong(() => names), nearbyAmong(() => [...names].reverse())];
    expect(words.map(one)).toEqual(words.map(other));
  });

  test('costs the same among many names', async () => {
    const found = (length: number) => {
      const many = Array.from({ length }, (_, at) => `phase-${at % 60}-note-${at}-v0_1.md`);
      const near = nearbyAmong(() => many);
      // Past 1,000 words nothing is searched for.
      return Array.from({ length: length / 20 }, (_, at) => near(`phase-${at % 60}-noet-${at}-v0_1.md`));
    };
    expect(found(20_000)[7]).toBe('phase-7-note-7-v0_1.md');
    expect(await growsLinearly(found, 2_500)).toBe(true);
  });
});

describe('what is offered for a link that leads to nothing', () => {
  const offered = (path: string, others: readonly string[], link: string) =>
    graphOf([at(path, [linked(link)]), ...others.map((one) => at(one))]).out.get(`record/${path}`)?.[0]
      ?.candidates;

  test('is not the note itself', () => {
    expect(offered('0019-traits.md', [], '0003-traits.md')).toEqual([]);
    expect(offered('a.md', ['0019-traits.md'], '0003-traits.md')).toEqual(['0019-traits.md']);
  });

  test.each([
    ['www.example.org/a/fares.html', ['https://www.example.org/a/fares.html']],
    ['example.org/a/README.md', ['https://example.org/a/README.md']],
    ['tides.example.org', ['https://tides.example.org']],
    ['notes.org', []],
    ['ines@example.org', ['mailto:ines@example.org']],
    ['logo@2x.png', []],
    ['(https://example.org/README.md)', ['https://example.org/README.md']],
    ['\u200bhttps://example.org/fares', ['https://example.org/fares']],
    ['v1.old/README.md', ['a/README.md']],
    ['./example.org/README.md', ['a/README.md']],
    ['README.md', ['a/README.md']],
  ])('is for %j %j', (link, instead) => {
    expect(offered('x.md', ['a/README.md'], link)).toEqual(instead);
  });

  test('is what a link needs to have where names have spaces and signs', () => {
    expect(offered('x.md', ['a/tide table.md'], 'tide%20tables.md')).toEqual(['a/tide%20table.md']);
    expect(offered('x.md', ['a/9% #2 table.md'], '9%25%20%232%20tables.md')).toEqual([
      'a/9%25%20%232%20table.md',
    ]);
  });

  test('is no file of a name that many folders have', () => {
    const folders = ['a', 'b', 'c', 'd', 'e', 'f'].map((folder) => `${folder}/README.md`);
    expect(offered('x.md', folders.slice(0, 2), 'z/README.md')).toEqual(['a/README.md', 'b/README.md']);
    expect(offered('x.md', folders, 'z/README.md')).toEqual([]);
  });
});

describe('what is offered for a section that a note does not have', () => {
  const offered = (titles: readonly string[], anchor: string) =>
    graphOf([at('a.md', [linked(`b.md#${anchor}`)]), at('b.md', [], titles)]).out.get('record/a.md')?.[0]
      ?.candidates;

  test.each([
    ['81-comments-from-istvan', ['#81-comments-from-istván']],
    ['comments-from-istvan', ['#comments-from-istván']],
    ['mapflat-for-stage-4-%F0%9F%8E%89', ['#mapflat-for-stage-4-']],
    ['costs', []],
  ])('is for #%s %j', (anchor, instead) => {
    expect(offered(['8.1 Comments from István', 'map.flat for stage 4 🎉'], anchor)).toEqual(instead);
  });
});
