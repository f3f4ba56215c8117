/** Text without halves of surrogate pairs, which no encoding can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** What stands for itself in every part of an address. */
const PLAIN = /^[\w.~/-]*$/;

/** One part of a path or an anchor, fit for an attribute, a URL and the quotes of a meta refresh. */
export function encodePart(part: string): string {
  if (PLAIN.test(part) && !part.includes('/')) return part;
  return encodeURIComponent(wellFormed(part)).replaceAll("'", '%27');
}

/** A path of the site → the same, percent-encoded part by part. */
export function encodePath(path: string): string {
  return PLAIN.test(path) ? path : path.split('/').map(encodePart).join('/');
}

/**
 * The relative address that leads from one page of the site to another; both are paths from the site's root.
 * `anchor` is an element's id, not yet encoded.
 */
export function hrefBetween(from: string, to: string, anchor: string | null = null): string {
  const fragment = anchor === null || anchor === '' ? '' : `#${encodePart(anchor)}`;
  if (from === to && fragment !== '') return fragment;
  const shared = sharedFolder(from, to);
  let up = '';
  for (let at = from.indexOf('/', shared); at !== -1; at = from.indexOf('/', at + 1)) up += '../';
  return up + encodePath(to.slice(shared)) + fragment;
}

/** Where the folder that two paths share ends: behind its last `/`. */
function sharedFolder(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let shared = 0;
  for (let at = 0; at < end; at += 1) {
    const code = one.charCodeAt(at);
    if (code !== other.charCodeAt(at)) break;
    if (code === SLASH) shared = at + 1;
  }
  return shared;
}

const SLASH = 0x2f;
