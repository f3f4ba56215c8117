import type { Span } from '../../types.ts';

/** Stands in a text for what was taken out of it, one for each character: no letter, no space, no mark. */
export const TAKEN = '\ufffc';

/** `text` with every span filled with `TAKEN`. Spans are offsets into the raw text, where `text` starts at `start`. */
export function without(text: string, spans: readonly Span[], start: number): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const [from, to] = [span.start - start, Math.min(span.end - start, text.length)];
    if (to <= at) continue;
    pieces.push(text.slice(at, Math.max(at, from)), TAKEN.repeat(to - Math.max(at, from)));
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** True for a span that lies in another one, which is not empty. */
export function isWithin(inner: Span, outer: Span): boolean {
  return outer.start < outer.end && inner.start >= outer.start && inner.end <= outer.end;
}

/** The one of `spans` that holds `offset`, or null. `spans` in order and apart. */
export function holding<T extends Span>(spans: readonly T[], offset: number): T | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as T).end <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span.start <= offset ? span : null;
}
