import { groupBy } from '../../read/order.ts';
import type { RecordEvent } from '../events.ts';
import type { Site } from '../site.ts';
import { eventKind, eventView } from './event.ts';
import { versionName } from './names.ts';

/** A time axis drawn as lanes: a lane for each role, a column for each day. Lengths are in units of the drawing. */
interface LanesView {
  readonly width: number;
  readonly height: number;
  readonly days: readonly { readonly x: number; readonly text: string }[];
  readonly lanes: readonly LaneView[];
}

interface LaneView {
  readonly text: string;
  readonly y: number;
  readonly points: readonly PointView[];
}

/** One event in its lane: `shape` and the words of its link. */
interface PointView {
  readonly type: RecordEvent['type'];
  readonly x: number;
  readonly y: number;
  readonly href: string;
  readonly words: string;
  /** A version, set below the point where the lane holds several. */
  readonly label: string;
}

const LABELS = 150;
const STEP = 26;
const LANE = 36;
const TOP = 34;
const LEAST = 58;
/** The first day is told with its year. */
const FIRST = 92;

/** Points of one lane on one day; the last stands for all others. */
const MOST_POINTS = 12;

/** Days beyond which a drawing says less than the list below it. */
const MOST_DAYS = 60;

/** Events in order → lanes in the order of their first event; null where there is too little or too much to draw. */
export function lanesView(site: Site, events: readonly RecordEvent[], page: string): LanesView | null {
  const days = [...new Set(events.map(({ date }) => date))];
  if (days.length < 2 || days.length > MOST_DAYS) return null;
  const lanes = [...groupBy(events, (event) => laneOf(site, event))].sort(
    ([, [left]], [, [right]]) => rank(left) - rank(right),
  );
  const widest = new Map<string, number>();
  for (const [, own] of lanes) {
    for (const [day, same] of groupBy(own, ({ date }) => date)) {
      widest.set(day, Math.max(widest.get(day) ?? 0, Math.min(same.length, MOST_POINTS)));
    }
  }
  let x = LABELS;
  const columns = new Map<string, number>();
  for (const day of days) {
    columns.set(day, x);
    x += Math.max(day === days[0] ? FIRST : LEAST, (widest.get(day) ?? 1) * STEP + 14);
  }
  const year = (day: string, at: number): string =>
    at === 0 || days[at - 1]?.slice(0, 4) !== day.slice(0, 4) ? day : day.slice(5);
  return {
    width: x + 24,
    height: TOP + lanes.length * LANE + 6,
    days: days.map((day, at) => ({ x: columns.get(day) ?? 0, text: year(day, at) })),
    lanes: lanes.map(([text, own], row) => ({ text, ...laneView(site, own, row, columns, page) })),
  };
}

/** Notes above what was done in repositories. */
function rank(event: RecordEvent | undefined): number {
  return event?.type === 'commit' || event?.type === 'tag' ? 1 : 0;
}

function laneOf(site: Site, event: RecordEvent): string {
  return eventKind(site, event).replace(/ tag$/, ' commit');
}

function laneView(
  site: Site,
  own: readonly RecordEvent[],
  row: number,
  columns: ReadonlyMap<string, number>,
  page: string,
) {
  const y = TOP + row * LANE + LANE / 2;
  const told = new Set(own.map(({ document }) => document && versionName(document))).size > 1;
  const points = [...groupBy(own, ({ date }) => date)].flatMap(([day, same]) =>
    same.slice(0, MOST_POINTS).map((event, at): PointView => {
      const { type, href, text, version, status } = eventView(site, event, page);
      const more = at === MOST_POINTS - 1 ? same.length - MOST_POINTS : 0;
      const point = { type, x: (columns.get(day) ?? 0) + 8 + at * STEP, y: y - 4 };
      if (more > 0)
        return { ...point, href: '#page-days', words: `${more + 1} more, ${day}`, label: `+${more + 1}` };
      return {
        ...point,
        href,
        words: [[text, version].filter(Boolean).join(' '), day, status].filter(Boolean).join(', '),
        label: told ? version : '',
      };
    }),
  );
  return { y, points };
}
