import { nameOf } from '../read/paths.ts';
import type { Draft, Span, VersionPlace } from '../types.ts';
import type { HeadReading } from './head/head.ts';
import { findVersion, formatVersion, nameVersion } from './version.ts';

/** A stretch of prose: its text is as long as its span, markup masked by spaces. */
interface Prose {
  readonly type: string;
  readonly span: Span;
  readonly text: string;
}

const DIGITS = '((?:0|[1-9]\\d{0,8})(?:[._](?:0|[1-9]\\d{0,8})){1,2})';
/** `Title (v0.1)` and `Title — v0.1`: the version set apart at the end. */
export const SET_APART = new RegExp(`(?:\\(\\s{0,3}|[—–-]\\s{1,3})v${DIGITS}\\s{0,3}\\)?$`, 'i');
/** `Session handoff 2026-05-09 v0.1`: the version last, behind a space. */
const LAST_WORD = new RegExp(`\\s{1,3}v${DIGITS}$`, 'i');
/** `Title — v0.1 — 2026-05-12`. */
const SIGNED = new RegExp(
  `(?:^|\\s)[—–·-]\\s{0,3}v${DIGITS}\\s{0,3}[—–·-]\\s{0,3}\\d{4}-\\d{2}-\\d{2}\\.?$`,
  'i',
);

/** What makes a last version that of something else: "for CR v0.3", "FORAY v4.1", "Stream 1 v0.2". */
const OTHERS =
  /(?<![\w-])(?:(?:for|of|from|to|on|with|against|after|before|since|per|in|into|at|by|via)\s[^—–:]*|\p{Lu}[\p{Lu}\d]+|\d{1,3}|and|or|vs\.?)$/u;
/** Titles about a change of versions name both: "v0.1 → v0.2", "v0.3–v0.7". */
const CHANGE = /[→⇒]|->|v\d+[._]\d\S{0,12}\s{0,3}(?:[–+/&,-]|to|and)\s{0,3}v\d/i;

/** Longest piece of a line that is looked at, counted from its end. */
const REACH = 120;

/** Blocks from the end among which a footer is looked for. */
const FOOTER_BLOCKS = 3;

/**
 * The places where a document states its own version: file name, head, title and footer, in this order. Texts
 * are without `v`, `_` read as `.`; spans hold the digits alone. A version that may belong to something else
 * is left out.
 */
export function versionPlaces(
  path: string,
  text: string,
  head: Pick<HeadReading, 'head' | 'at'>,
  title: Draft['title'],
  blocks: readonly Prose[],
): readonly VersionPlace[] {
  const name = nameVersion(nameOf(path)).version;
  const stated = inHead(text, head);
  const places = [
    name && { place: 'file name' as const, text: formatVersion(name), span: null },
    stated,
    inTitle(text, title, blocks, stated?.text ?? ''),
    inFooter(blocks),
  ];
  return places.filter((place) => place !== null);
}

function inHead(text: string, { head, at }: Pick<HeadReading, 'head' | 'at'>): VersionPlace | null {
  const version = head['version'];
  const value = at.get('/version')?.value;
  const found = typeof version === 'string' ? findVersion(version) : null;
  if (!found || !value) return null;
  const raw = text.slice(value.start, value.end);
  const start = value.start + (/^["'`*_[]*/.exec(raw)?.[0].length ?? 0);
  const written = findVersion(text.slice(start, value.end).replace(/["'`*_]+$/, ''));
  // Escapes and block scalars can hide the digits; then the whole value is their place.
  const span = written ? { start: start + written.start, end: start + written.end } : value;
  return { place: 'head', text: found.text, span };
}

/** The title, or where it says nothing the subtitle right under it, as in the heads of change requests. */
function inTitle(
  text: string,
  title: Draft['title'],
  blocks: readonly Prose[],
  stated: string,
): VersionPlace | null {
  if (!title) return null;
  const { start, end } = title.span;
  const own = titleVersion(
    text.slice(start, end).replaceAll(/\*|__/g, (marks) => ' '.repeat(marks.length)),
    start,
    stated,
  );
  if (own) return own;
  const below = blocks.find(({ span }) => span.start > end);
  if (below?.type !== 'heading') return null;
  const between = text.slice(end, below.span.start).replace(/^[^\r\n]*/, '');
  return between.trim() === '' ? titleVersion(below.text, below.span.start, null) : null;
}

/** `stated` is the version of the head; null where a version that is only the last word does not count. */
function titleVersion(title: string, offset: number, stated: string | null): VersionPlace | null {
  const { text, start } = tailOf(title, offset);
  if (CHANGE.test(text)) return null;
  const apart = SET_APART.exec(text);
  if (apart) return placeOf('title', apart, start);
  const last = stated === null ? null : LAST_WORD.exec(text);
  if (!last || OTHERS.test(text.slice(0, last.index))) return null;
  const found = placeOf('title', last, start);
  // Version 4.1.2 of "Protocol Specification v4.1" is one of a text about protocol 4.1.
  return stated?.startsWith(`${found.text}.`) ? null : found;
}

function inFooter(blocks: readonly Prose[]): VersionPlace | null {
  for (const block of blocks.slice(-FOOTER_BLOCKS).reverse()) {
    if (block.type !== 'paragraph') continue;
    const { text, start } = tailOf(block.text, block.span.start);
    const signed = SIGNED.exec(text);
    if (signed) return placeOf('footer', signed, start);
  }
  return null;
}

/** The end of a text that begins at `offset`, without white space and marks of emphasis behind it. */
function tailOf(text: string, offset: number): { readonly text: string; readonly start: number } {
  let end = text.length;
  while (end > 0 && /[\s*_]/.test(text.charAt(end - 1))) end--;
  const start = Math.max(0, end - REACH);
  return { text: text.slice(start, end), start: offset + start };
}

/** The place of a match's digits, in a text that begins at `offset`. */
function placeOf(place: VersionPlace['place'], match: RegExpExecArray, offset: number): VersionPlace {
  const digits = match[1] ?? '';
  const start = offset + match.index + match[0].indexOf(digits);
  return { place, text: digits.replaceAll('_', '.'), span: { start, end: start + digits.length } };
}
