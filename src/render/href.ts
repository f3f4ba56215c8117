/** Text without halves of surrogate pairs, which no encoding can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** One part of a path or an anchor, fit for an attribute, a URL and the quotes of a meta refresh. */
export function encodePart(part: string): string {
  return encodeURIComponent(wellFormed(part)).replaceAll("'", '%27');
}

/** A path of the site → the same, percent-encoded part by part. */
export function encodePath(path: string): string {
  return path.split('/').map(encodePart).join('/');
}

/**
 * The relative address that leads from one page of the site to another; both are paths from the site's root.
 * `anchor` is an element's id, not yet encoded.
 */
export function hrefBetween(from: string, to: string, anchor: string | null = null): string {
  const fragment = anchor === null || anchor === '' ? '' : `#${encodePart(anchor)}`;
  if (from === to && fragment !== '') return fragment;
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  return '../'.repeat(here.length - shared) + there.slice(shared).map(encodePart).join('/') + fragment;
}
