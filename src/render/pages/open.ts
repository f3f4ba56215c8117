import { counted } from '../../parse/in-threes.ts';
import { type OpenMatter, openMatters } from '../../rules/open-matters.ts';
import { queuedMatters } from '../../rules/queued-matters.ts';
import type { Page } from '../../types.ts';
import type { Site } from '../site.ts';

import { openView } from '../view/open.ts';
import { page } from './page.ts';

/** Everything that the record leaves open, as `slop open` lists it. */
export async function mattersOf(site: Site): Promise<readonly OpenMatter[]> {
  const { graph, kinds, findings, engine } = site;
  return [...openMatters(graph, kinds, findings), ...(await queuedMatters(site, engine))];
}

/** The page of everything that is undecided or unverified. */
export function openPage(site: Site, matters: readonly OpenMatter[]): Page {
  const at = 'open/index.html';
  return page(site, at, 'open.liquid', 'Open', {
    count: counted(matters.length, 'matter'),
    groups: openView(site, matters, at),
  });
}
