import type { File } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { neighbourhoodOf } from '../neighbourhood.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { neighbourhoodView } from '../view/neighbourhood.ts';
import { page } from './page.ts';

/** For each note that cites or is cited: the notes around it, two steps deep, drawn. */
export function* graphPages(site: Site): Generator<File> {
  for (const [id, at] of site.addresses.graph) {
    const current = site.graph.lineages.get(id)?.current;
    const around = current === undefined ? null : neighbourhoodOf(current, site.citations);
    if (current === undefined || around === null) continue;
    const title = titleOf(current);
    yield page(site, at, 'graph.liquid', `Around ${title}`, {
      title,
      note: hrefBetween(at, site.addresses.view.get(current.path) ?? ''),
      drawing: neighbourhoodView(site, current, around, at),
    });
  }
}
