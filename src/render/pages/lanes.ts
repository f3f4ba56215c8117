import { counted } from '../../parse/in-threes.ts';
import type { SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { oldestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { entriesView } from '../view/entry.ts';

import { type TurnView, turnView } from '../view/turns.ts';
import { page } from './page.ts';

const INDEX = 'lanes/index.html';

/** A page for each lane that committed notes tell of, and one that lists them; nothing where none does. */
export async function* lanePages(site: Site): AsyncGenerator<SiteFile> {
  if (site.lanes.length === 0) return;
  const listed: object[] = [];
  for (const { lane, results, waiting } of site.lanes) {
    const at = site.addresses.lane.get(lane) ?? '';
    const turns: TurnView[] = [];
    for (const one of results) turns.push(turnView(site, one, await site.textOf(one.path), at));
    const last = turns.at(-1);
    listed.push({
      text: lane,
      href: hrefBetween(INDEX, at),
      count: counted(results.length, 'turn'),
      last: last === undefined ? '' : (last.review?.verdict ?? 'not reviewed'),
      ended: last?.ended.slice(0, 10) ?? '',
    });
    yield page(site, at, 'lane.liquid', lane, {
      up: { text: 'Lanes', href: hrefBetween(at, INDEX) },
      lane,
      count: counted(results.length, 'turn'),
      turns,
      waiting: entriesView(site, waiting, at, oldestFirst).current,
    });
  }
  yield page(site, INDEX, 'lane-index.liquid', 'Lanes', {
    count: counted(listed.length, 'lane'),
    lanes: listed,
  });
}
