import type { Page, SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { neighbourhoodOf } from '../neighbourhood.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { neighbourhoodView } from '../view/neighbourhood.ts';
import { page } from './page.ts';

/** For each note that cites or is cited: the notes around it, two steps deep, drawn. */
export function* graphPages(site: Site): Generator<SiteFile> {
  for (const [id, at] of site.addresses.graph) {
    const file = graphPage(site, id, at);
    if (file !== null) yield file;
  }
}

/** The drawing around one note, at its address; null where nothing stands around it. */
export function graphPage(site: Site, id: string, at: string): Page | null {
  const current = site.graph.lineages.get(id)?.current;
  const around = current === undefined ? null : neighbourhoodOf(current, site.citations);
  if (current === undefined || around === null) return null;
  const title = titleOf(current);
  return page(site, at, 'graph.liquid', `Around ${title}`, {
    title,
    note: hrefBetween(at, site.addresses.view.get(current.path) ?? ''),
    drawing: neighbourhoodView(site, current, around, at),
  });
}
