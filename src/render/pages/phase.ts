import type { Document, File } from '../../types.ts';
import { eventsOf } from '../events.ts';
import { hrefBetween } from '../href.ts';
import { oldestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { baselinesView } from '../view/baselines.ts';
import { namedCommitView, namedIn } from '../view/commits.ts';
import { cyclesView } from '../view/cycles.ts';
import { entriesView } from '../view/entry.ts';
import { daysView, eventView } from '../view/event.ts';
import { itemView } from '../view/items.ts';
import { lanesView } from '../view/lanes.ts';
import { counted, phaseName } from '../view/names.ts';
import { reservedView } from '../view/reserved.ts';
import { page } from './page.ts';

/** The page of one phase: its time axis, halts and cycles, commits, baselines, reserve and notes. */
export function phasePage(site: Site, phase: string, documents: readonly Document[]): File {
  const at = site.addresses.phase.get(phase) ?? '';
  const ordered = [...documents].sort(oldestFirst);
  const named = namedIn(
    site,
    ordered.flatMap(({ path }) => site.graph.out.get(path) ?? []),
  );
  const events = eventsOf(ordered, named).map((event) => eventView(site, event, at));
  const dates = events.map(({ date }) => date);
  return page(site, at, 'phase.liquid', phaseName(phase), {
    title: phaseName(phase),
    shelf: { text: 'Phases', href: hrefBetween(at, 'phases/index.html') },
    count: counted(documents.length, 'document', 'documents'),
    from: dates[0] ?? '',
    to: dates.at(-1) ?? '',
    lanes: lanesView(events),
    days: daysView(events, (event) => event),
    cycles: cyclesView(site, ordered, at),
    reserved: reservedView(ordered),
    baselines: baselinesView(site, ordered, at),
    items: (site.itemsOf.get(phase) ?? []).flatMap((key) => {
      const item = site.graph.items.get(key);
      return item === undefined ? [] : [itemView(site, key, item, at)];
    }),
    commits: named.map((one) => namedCommitView(site, one, at)),
    entries: entriesView(site, documents, at, oldestFirst),
  });
}
