import { counted } from '../../parse/in-threes.ts';
import type { Edge, SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { inPages } from '../paging.ts';
import type { Site } from '../site.ts';
import { citationsView, citingNotes } from '../view/backlinks.ts';

import { page } from './page.ts';

/** Notes on a page: each has its sentences with it. */
const NOTES = 40;

/** The pages of everything that cites a thing, which has its page at `of`. */
export function citedPages(
  site: Site,
  at: string,
  edges: readonly Edge[],
  of: { readonly text: string; readonly at: string },
): Generator<SiteFile> {
  const groups = citingNotes(site, edges);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return inPages(
    at,
    groups,
    (here, part, paging) =>
      page(site, here, 'cited.liquid', `Cited by: ${of.text}`, {
        up: { text: of.text, href: hrefBetween(here, of.at) },
        count: counted(count, 'document'),
        groups: part.map(({ title, items }) => ({ title, links: citationsView(site, items, here) })),
        paging,
      }),
    NOTES,
  );
}
