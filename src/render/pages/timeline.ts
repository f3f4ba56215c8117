import type { File } from '../../types.ts';
import { type EventType, eventsOf, type RecordEvent } from '../events.ts';
import { groupBy } from '../group.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { daysView, EVENT_MARKS, eventView } from '../view/event.ts';
import { counted } from '../view/names.ts';
import { page } from './page.ts';

/** Events from which on a page holds a month. */
const LARGE = 2000;

const NAMES: Readonly<Record<EventType, string>> = {
  note: 'Notes',
  halt: 'Halts',
  decision: 'Decisions',
  commit: 'Commits',
  tag: 'Tags',
};

/**
 * One time axis over notes, halts, decisions, commits and tags: latest day first; a page for each year, or for each month of
 * a large record.
 */
export function* timelinePages(site: Site): Generator<File> {
  const named = [...site.named.byRepository.values()].flat();
  const events = eventsOf(site.graph.documents, named).toReversed();
  const years = [...groupBy(events, ({ date }) => date.slice(0, events.length > LARGE ? 7 : 4))];
  const addressOf = (at: number): string =>
    at === 0 ? 'timeline/index.html' : `timeline/${years[at]?.[0]}/index.html`;
  if (years.length === 0) yield timelinePage(site, 'timeline/index.html', '', [], []);
  for (const [at, [year, own]] of years.entries()) {
    const here = addressOf(at);
    const others = years.map(([text], index) => ({
      text,
      href: hrefBetween(here, addressOf(index)),
      here: index === at,
    }));
    yield timelinePage(site, here, year, own, others);
  }
}

function timelinePage(
  site: Site,
  at: string,
  year: string,
  events: readonly RecordEvent[],
  years: readonly object[],
): File {
  const byType = groupBy(events, ({ type }) => type);
  const types = (Object.keys(NAMES) as EventType[]).flatMap((type) => {
    const count = byType.get(type)?.length ?? 0;
    return count === 0 ? [] : [{ type, mark: EVENT_MARKS[type], text: NAMES[type], count }];
  });
  return page(site, at, 'timeline.liquid', ['Timeline', year].filter(Boolean).join(' '), {
    year,
    years,
    count: counted(events.length, 'event', 'events'),
    types,
    days: daysView(events, (event) => eventView(site, event, at)),
  });
}
