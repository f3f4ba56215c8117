import { byText } from '../../read/order.ts';
import type { Document, File } from '../../types.ts';
import { encodePart, wellFormed } from '../href.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { kindName, titleOf, versionName } from '../view/names.ts';
import { NEVER } from './entries.ts';

/** Bytes of a line of a calendar (RFC 5545, section 3.1). */
const LINE = 75;

/** `due.ics`: a day for each current document that says when something is due and is not final; null without any. */
export function calendarFile(site: Site): File | null {
  const due = [...site.graph.lineages.values()].flatMap(({ current }) => {
    const day = current.draft?.head['due'];
    const open = current.status?.final !== true && !current.archived && !site.replacedBy.has(current.path);
    return open && typeof day === 'string' && isDay(day) ? [{ document: current, day }] : [];
  });
  if (due.length === 0) return null;
  due.sort((one, other) => byText(one.day, other.day) || byText(one.document.path, other.document.path));
  const stamp = stampOf(site.graph.ledger.record?.head?.date || NEVER);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//slop//record//EN',
    `NAME:${text(`${site.config.title}: due`)}`,
    `X-WR-CALNAME:${text(`${site.config.title}: due`)}`,
    ...due.flatMap(({ document, day }) => event(site, document, day, stamp)),
    'END:VCALENDAR',
  ];
  return { path: 'due.ics', bytes: lines.map((line) => `${folded(line)}\r\n`).join('') };
}

function event(site: Site, document: Document, day: string, stamp: string): readonly string[] {
  const title = [titleOf(document), versionName(document)].filter(Boolean).join(', ');
  const url = absolute(site, site.addresses.id.get(document.id) ?? '');
  return [
    'BEGIN:VEVENT',
    `UID:${encodePart(document.id)}@slop`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${text(title)}`,
    ...(document.summary === null ? [] : [`DESCRIPTION:${text(document.summary)}`]),
    `CATEGORIES:${text(kindName(site, document.kind))}`,
    ...(url === null ? [] : [`URL:${url}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `YYYYMMDDTHHMMSSZ`. */
function stampOf(date: string): string {
  return new Date(date).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function isDay(day: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** A text value: control characters go, what separates is escaped. */
function text(value: string): string {
  return wellFormed(value)
    .replace(/\r\n?|\n/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** A line cut so that no piece is longer than 75 bytes and no character is torn. */
function folded(line: string): string {
  let result = '';
  let room = LINE;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (size > room) {
      result += '\r\n ';
      room = LINE - 1;
    }
    result += character;
    room -= size;
  }
  return result;
}
