import { counted } from '../../parse/in-threes.ts';
import { groupBy } from '../../read/order.ts';
import type { Page, SiteFile } from '../../types.ts';
import { decisionsOf, type EventType, eventsOf, type RecordEvent } from '../events.ts';
import { hrefBetween } from '../href.ts';
import { inPages, type Paging, pagingOf } from '../paging.ts';
import type { Site } from '../site.ts';
import { type DayOf, daysOf, daysView, EVENT_MARKS } from '../view/event.ts';

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
 * One time axis over notes, halts, decisions, commits and tags: latest day first; pages for each year, or for each month
 * of a large record.
 */
export function* timelinePages(site: Site): Generator<SiteFile> {
  const named = [...site.named.byRepository.values()].flat();
  const events = eventsOf(
    site.graph,
    site.graph.documents,
    named,
    decisionsOf(site.graph, site.graph.items.keys()),
  ).toReversed();
  const years = [...groupBy(events, ({ date }) => date.slice(0, events.length > LARGE ? 7 : 4))];
  const addressOf = (at: number): string =>
    at === 0 ? 'timeline/index.html' : `timeline/${years[at]?.[0]}/index.html`;
  if (years.length === 0)
    yield timelinePage(site, addressOf(0), {
      year: '',
      events: [],
      days: [],
      years: [],
      paging: pagingOf(addressOf(0), 0, 1),
    });
  for (const [index, [year, own]] of years.entries()) {
    yield* inPages(addressOf(index), daysOf(own), (here, days, paging) => {
      const others = years.map(([text], other) => ({
        text,
        href: hrefBetween(here, addressOf(other)),
        here: other === index,
      }));
      return timelinePage(site, here, { year, events: own, days, years: others, paging });
    });
  }
}

/** What a page of the time axis tells: a year or a month, of whose events it shows those of some days. */
interface TimelineParts {
  readonly year: string;
  readonly events: readonly RecordEvent[];
  readonly days: readonly DayOf<RecordEvent>[];
  /** The ways to the other pages. */
  readonly years: readonly object[];
  readonly paging: Paging;
}

function timelinePage(site: Site, at: string, { year, events, days, years, paging }: TimelineParts): Page {
  const shown = days.flatMap(({ items }) => items);
  const byType = groupBy(shown, ({ type }) => type);
  const types = (Object.keys(NAMES) as EventType[]).flatMap((type) => {
    const count = byType.get(type)?.length ?? 0;
    return count === 0 ? [] : [{ type, mark: EVENT_MARKS[type], text: NAMES[type], count }];
  });
  return page(site, at, 'timeline.liquid', ['Timeline', year].filter(Boolean).join(' '), {
    year,
    years,
    count: counted(events.length, 'event'),
    types,
    days: daysView(site, days, at),
    paging,
  });
}
