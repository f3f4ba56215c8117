import { groupBy } from '../../read/order.ts';
import { type Decision, deciderOf, type EventType, type RecordEvent } from '../events.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { namedCommitView } from './commits.ts';
import type { LinkView } from './masthead.ts';
import { capital, kindName, phaseName, statusName, titleOf, versionName } from './names.ts';

/** One line of a time axis. */
interface EventView extends LinkView {
  readonly type: EventType;
  /** A shape that differs for every type. */
  readonly mark: string;
  readonly date: string;
  /** What it is, in a word or two: a kind, a repository. */
  readonly what: string;
  readonly version: string;
  readonly status: string;
  readonly phase: LinkView | null;
  readonly code: boolean;
}

export const EVENT_MARKS: Readonly<Record<EventType, string>> = {
  note: '○',
  halt: '■',
  decision: '◆',
  commit: '●',
  tag: '▸',
};

/** What an event is, in a word or two. */
export function eventKind(site: Site, { type, document, named }: RecordEvent): string {
  if (named !== null) return `${named.repository} ${type}`;
  return document === null ? 'Decision' : kindName(site, document.kind);
}

/** An event as the page at `page` shows it. */
export function eventView(site: Site, event: RecordEvent, page: string): EventView {
  const { type, date, document, named, decision } = event;
  const [mark, what] = [EVENT_MARKS[type], eventKind(site, event)];
  if (named !== null) {
    const { name, href, subject, standing } = namedCommitView(site, named, page);
    return {
      type,
      mark,
      date,
      what,
      text: subject === '' ? name : `${name} ${subject}`,
      href,
      version: '',
      status: standing,
      phase: null,
      code: subject === '',
    };
  }
  if (decision !== null) return { type, mark, date, what, ...decisionEvent(site, decision, page) };
  if (document === null) throw new Error('an event is of a document, a commit or a decision');
  const { path, phase } = document;
  return {
    type,
    mark,
    date,
    what,
    text: titleOf(document),
    href: hrefBetween(page, site.addresses.view.get(path) ?? ''),
    version: versionName(document) ?? '',
    status: statusName(document) ?? '',
    phase: phaseLink(site, phase, page),
    code: false,
  };
}

function decisionEvent(site: Site, { key, item, note }: Decision, page: string) {
  const by = deciderOf(item);
  return {
    text: `${item.id} ${capital(item.title ?? '')}`.trim(),
    href: hrefBetween(page, site.addresses.item.get(key) ?? ''),
    version: '',
    status: [item.state, by === null ? null : `by ${by}`].filter((part) => part !== null).join(' '),
    phase: phaseLink(site, note.phase, page),
    code: false,
  };
}

function phaseLink(site: Site, phase: string | null, page: string): LinkView | null {
  const shelf = phase === null ? undefined : site.addresses.phase.get(phase);
  return phase === null || shelf === undefined
    ? null
    : { text: phaseName(phase), href: hrefBetween(page, shelf) };
}

/** A day, and what happened on it; `more` counts the commits and tags that are not told one by one. */
export interface DayOf<E> {
  readonly date: string;
  readonly items: readonly E[];
  readonly more: number;
}

/** Commits and tags of one day that are told: the pages of commits hold them all. */
const MOST_COMMITS = 12;

/** The days of some events as the page at `page` shows them. */
export function daysView(
  site: Site,
  days: readonly DayOf<RecordEvent>[],
  page: string,
): readonly DayOf<EventView>[] {
  return days.map(({ date, items, more }) => ({
    date,
    items: items.map((event) => eventView(site, event, page)),
    more,
  }));
}

/** The days of some events, in their order, each with what happened on it. */
export function daysOf(events: readonly RecordEvent[]): readonly DayOf<RecordEvent>[] {
  return [...groupBy(events, ({ date }) => date)].map(([date, own]) => {
    const commits = own.filter(({ type }) => type === 'commit' || type === 'tag');
    const left = new Set(commits.slice(MOST_COMMITS));
    return { date, items: own.filter((event) => !left.has(event)), more: left.size };
  });
}
