import { formatVersion } from '../../parse/version.ts';
import type { Document } from '../../types.ts';
import { UNMAPPED } from '../addresses.ts';
import type { Site } from '../site.ts';

/** `v0.3`, or null. */
export function versionName({ version }: Document): string | null {
  return version === null ? null : `v${formatVersion(version)}`;
}

/** A status short enough for a list: the rung, else how the written text opens. */
export function statusName({ status }: Document): string | null {
  if (status === null) return null;
  return status.value === null ? opening(status.text, 40) : status.value.replaceAll('-', ' ');
}

/** The heading of a status page. */
export function statusTitle(key: string): string {
  return key === UNMAPPED ? 'Not on a ladder' : capital(key.replaceAll('-', ' '));
}

/** What a document's kind is called: `Handoff`. */
export function kindName(site: Pick<Site, 'kinds'>, kind: string): string {
  return site.kinds.get(kind)?.title ?? capital(kind.replaceAll('-', ' '));
}

/** What several documents of a kind are called: `Handoffs`. */
export function kindPlural(site: Pick<Site, 'kinds'>, kind: string): string {
  return capital(site.kinds.get(kind)?.plural ?? kindName(site, kind));
}

/** `57` → `Phase 57`; a phase that has a name keeps it. */
export function phaseName(phase: string): string {
  return /^[\d.]+$/.test(phase) ? `Phase ${phase}` : phase;
}

/** A title that is never empty: the file's name stands in. */
export function titleOf({ title, path }: Document): string {
  return title.trim() === '' ? (path.split('/').at(-1) ?? path) : title;
}

/** First letter raised. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The beginning of a text, cut at a word where it is longer than `length`. */
export function opening(text: string, length: number): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  if (folded.length <= length) return folded;
  return `${folded.slice(0, length + 1).replace(/\s\S*$|.$/u, '')}…`;
}

/** Width in a drawing of a character, and of one of East Asia or a picture. */
const NARROW = 6.4;
const BROAD = 11;
const IS_BROAD = /[\u1100-\u115f\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{3ffff}]/u;

/**
 * A text that takes no more than `room` in a drawing: of a longer one its beginning and its end, since many begin
 * alike.
 */
export function cutToRoom(text: string, room: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  if (fitting(characters, room) === characters.length) return characters.join('');
  const half = (room - NARROW) / 2;
  const start = characters.slice(0, fitting(characters, half)).join('');
  const end = characters.slice(characters.length - fitting(characters.toReversed(), half)).join('');
  return `${start.trimEnd()}…${end.replace(/^[\p{M}\u200d]+/u, '')}`;
}

/** How many characters take no more than `room`. */
function fitting(characters: readonly string[], room: number): number {
  let taken = 0;
  const over = characters.findIndex((character) => {
    taken += IS_BROAD.test(character) ? BROAD : NARROW;
    return taken > room;
  });
  return over === -1 ? characters.length : over;
}
