import type { Page } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { page } from './page.ts';

const LISTS = [
  ['All phases', 'phases/index.html'],
  ['All kinds', 'kinds/index.html'],
  ['All statuses', 'statuses/index.html'],
] as const;

/** The page on which a script puts the search; without scripts it leads to the lists. */
export function searchPage(site: Site): Page {
  const at = 'search/index.html';
  return page(site, at, 'search.liquid', 'Search', {
    lists: LISTS.map(([text, to]) => ({ text, href: hrefBetween(at, to) })),
  });
}
