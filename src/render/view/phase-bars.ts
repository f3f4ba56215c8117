import { counted } from '../../parse/in-threes.ts';
import type { GroupView } from './group.ts';
import { cutToRoom } from './names.ts';

/** Phases drawn on one time axis, latest first. Heights are in pixels, what lies along the axis in hundredths of it. */
interface PhaseBarsView {
  readonly height: number;
  readonly marks: readonly { readonly x: number; readonly text: string }[];
  readonly bars: readonly BarView[];
}

interface BarView {
  readonly y: number;
  readonly x: number;
  readonly length: number;
  readonly href: string;
  readonly text: string;
  readonly words: string;
}

/** What a name may take: a narrow screen. */
const ROOM = 300;
const ROW = 32;
const TOP = 24;
/** A bar that can still be seen and met. */
const SHORTEST = 2;
const DAY = 86_400_000;

/** Phases that are drawn; the list of phases holds the others. */
const MOST = 24;

/** The latest phases that have days, as bars from first to last day; null where fewer than two have. */
export function phaseBarsView(phases: readonly GroupView[]): PhaseBarsView | null {
  const dated = phases.flatMap(({ text, href, from, to, documents }) => {
    const [start, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')];
    return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ text, href, from, to, documents, start, end }];
  });
  const drawn = dated.slice(0, MOST);
  if (drawn.length < 2) return null;
  const first = Math.min(...drawn.map(({ start }) => start));
  const last = Math.max(...drawn.map(({ end }) => end));
  const days = Math.max(1, (last - first) / DAY + 1);
  const length = (time: number): number => Math.round((time / DAY / days) * 1000) / 10;
  return {
    height: TOP + drawn.length * ROW + 4,
    marks: [...new Set([first, first + Math.floor((days - 1) / 2) * DAY, last])].map((day) => ({
      x: length(day - first),
      text: new Date(day).toISOString().slice(0, 10),
    })),
    bars: drawn.map(({ text, href, from, to, documents, start, end }, row) => {
      const long = Math.max(SHORTEST, length(end + DAY - start));
      return {
        y: TOP + row * ROW,
        x: Math.min(length(start - first), 100 - long),
        length: long,
        href,
        text: cutToRoom(text, ROOM),
        words: `${text}: ${from} to ${to}, ${counted(documents, 'document')}`,
      };
    }),
  };
}
