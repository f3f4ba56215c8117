import type { Span } from '../../types.ts';
import { documentFound, ownVersion } from './documents.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import type { Unit } from './units.ts';

const DOCUMENT = /\.(?:md|html|docx)$/i;

/** Markdown links and images to files and sections of the record. */
export const links: Grammar = (unit) =>
  unit.links
    .flatMap(({ span, url, image }) => linked(span, url, image))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);

/** A scheme, or an address that takes its scheme from the page: neither names anything in the record. */
export function leadsElsewhere(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
}

/** The beginning of any page, which no heading needs to have. */
export function isTop(anchor: string): boolean {
  return anchor === '' || anchor.toLowerCase() === 'top';
}

/** Paths and anchors stay as written, percent signs and all. */
function linked(span: Span, url: string, image: boolean): readonly FoundMention[] {
  if (leadsElsewhere(url)) return [];
  const [, path = '', anchor = null] = /^([^#?]*)(?:\?[^#]*)?(?:#(.+))?/s.exec(url) ?? [];
  if (path === '') {
    if (anchor === null || isTop(anchor) || image) return [];
    return [{ span, target: { type: 'section', address: `#${anchor}`, of: 'here' } }];
  }
  if (image || !DOCUMENT.test(path)) return [{ span, target: { type: 'file', path, anchor, image } }];
  return [documentFound(span, 'link', path, ownVersion(path), anchor)];
}

const SCHEME_AT_END = /[a-z][a-z0-9+.-]{0,30}$/i;
const ADDRESS = /[^\s<>"`|]*/y;

/** Where no other mention may be: links of every sort with their texts, and addresses written out. */
export function closedSpans(unit: Unit): readonly Span[] {
  const addresses: Span[] = [];
  for (let at = unit.text.indexOf('://'); at >= 0; at = unit.text.indexOf('://', at)) {
    const scheme = SCHEME_AT_END.exec(unit.text.slice(Math.max(0, at - 32), at))?.[0] ?? '';
    ADDRESS.lastIndex = at;
    const start = unit.start + at - scheme.length;
    at += ADDRESS.exec(unit.text)?.[0].length ?? 3;
    addresses.push({ start, end: unit.start + at });
  }
  return [...unit.links.map((link) => link.span), ...addresses];
}
