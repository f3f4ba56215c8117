import { parseVersion } from '../parse/version.ts';
import type { Version } from '../types.ts';
import { calendarDay } from './formats.ts';

/** What an HTML file says of itself near its start. */
interface HtmlFront {
  readonly title: string | null;
  readonly version: Version | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
}

/** How far a title, and the line under it, are looked for: in characters. */
const FRONT = 64 * 1024;
const TITLE = 2_000;
const LINE = 4_000;

const VERSION =
  /(?<![\w.])(?:version[.:\s]{1,4}v?|viewing\s{1,4}v|v)(\d{1,9}(?:[._]\d{1,9}){1,2})(?![\w]|[._]\d)/i;
const DAY = /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/;
const ELEMENTS = {
  h1: [/<h1(?![\w-])/i, /<\/h1/i],
  title: [/<title(?![\w-])/i, /<\/title/i],
} as const;
/** A map, since an object would also answer to `&constructor;`. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['mdash', '—'],
  ['ndash', '–'],
  ['middot', '·'],
  ['sect', '§'],
]);

/** Reads title, version line and date of an HTML text. Nothing is run, and no tree is built. */
export function frontOf(text: string): HtmlFront {
  const front = text.slice(0, FRONT);
  const heading = elementIn(front, ELEMENTS.h1);
  const title = elementIn(front, ELEMENTS.title)?.words || heading?.words || null;
  const line = wordsOf(front.slice(heading?.end ?? Math.max(0, front.search(/<body/i))).slice(0, LINE));
  const version = VERSION.exec(line)?.[1];
  return {
    title,
    version: version === undefined ? null : parseVersion(version),
    date: calendarDay(DAY.exec(line)?.[0] ?? ''),
  };
}

/** By patterns without regard to case: a text in small letters may be longer than the text, as with a Turkish İ. */
function elementIn(
  text: string,
  [opening, closing]: readonly [RegExp, RegExp],
): { words: string; end: number } | null {
  const open = text.search(opening);
  const start = open < 0 ? 0 : text.indexOf('>', open) + 1;
  const length = start === 0 ? -1 : text.slice(start).search(closing);
  return length < 0
    ? null
    : { words: wordsOf(text.slice(start, start + Math.min(length, TITLE))), end: start + length };
}

function wordsOf(html: string): string {
  const words = html
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, entity);
  return words.replaceAll(/\s+/g, ' ').trim();
}

function entity(whole: string, decimal?: string, hex?: string, name = ''): string {
  const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
  if (code === null) return ENTITIES.get(name.toLowerCase()) ?? whole;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
