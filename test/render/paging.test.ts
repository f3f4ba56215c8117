import { expect, test } from 'vitest';
import { firstAddress, inPages, pageAddress } from '../../src/render/paging.ts';

const at = 'kinds/log/index.html';
const group = (title: string, from: number, count: number) => ({
  title,
  items: Array.from({ length: count }, (_, index) => from + index),
});

function pagesOf(groups: readonly ReturnType<typeof group>[], size: number) {
  return [
    ...inPages(
      at,
      groups,
      (path, part, { pages, told }) => ({
        path,
        template: '',
        view: {
          part: part.map(({ title, items }) => `${title} ${items.join(' ')}`),
          told,
          hrefs: pages.map(({ href, here }) => (here ? '·' : href)),
        },
      }),
      size,
    ),
  ].map((page) => ({ path: page.path, ...('view' in page ? page.view : {}) }));
}

test('inPages() puts a short list on one page that speaks of no others, and an empty one too', () => {
  expect(pagesOf([group('a', 1, 2), group('b', 3, 1)], 3)).toEqual([
    { path: at, part: ['a 1 2', 'b 3'], told: '', hrefs: [] },
  ]);
  expect(pagesOf([], 3)).toEqual([{ path: at, part: [], told: '', hrefs: [] }]);
});

test('inPages() cuts a long list, goes on with a group on the next page, and leads to every page', () => {
  expect(pagesOf([group('a', 1, 2), group('none', 0, 0), group('b', 3, 5)], 3)).toEqual([
    {
      path: at,
      part: ['a 1 2', 'b 3'],
      told: 'page 1 of 3',
      hrefs: ['·', 'page/2/index.html', 'page/3/index.html'],
    },
    {
      path: 'kinds/log/page/2/index.html',
      part: ['b 4 5 6'],
      told: 'page 2 of 3',
      hrefs: ['../../index.html', '·', '../3/index.html'],
    },
    {
      path: 'kinds/log/page/3/index.html',
      part: ['b 7'],
      told: 'page 3 of 3',
      hrefs: ['../../index.html', '../2/index.html', '·'],
    },
  ]);
});

test('firstAddress() undoes pageAddress()', () => {
  expect([0, 1, 11].map((index) => firstAddress(pageAddress(at, index)))).toEqual([at, at, at]);
  expect(firstAddress('items/page/index.html')).toBe('items/page/index.html');
});
