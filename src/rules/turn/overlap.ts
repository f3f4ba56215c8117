/**
 * Whether two path patterns may fit one path. A path without a pattern at its end may be a folder, and then stands
 * for all below it. Says yes where it cannot be told.
 */
export function overlap(one: string, other: string): boolean {
  return meet(partsOf(one), partsOf(other));
}

function partsOf(pattern: string): readonly string[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return parts.at(-1) === '**' || /[*?[{]/.test(parts.at(-1) ?? '') ? parts : [...parts, '**'];
}

function meet(one: readonly string[], other: readonly string[]): boolean {
  const [first, ...rest] = one;
  const [second, ...others] = other;
  if (first === '**') return meet(rest, other) || (second !== undefined && meet(one, others));
  if (second === '**') return meet(other, one);
  if (first === undefined || second === undefined) return first === second;
  return alike(first, second) && meet(rest, others);
}

/** Whether two names between slashes may be one: what stands before the first and behind the last wildcard must fit. */
function alike(one: string, other: string): boolean {
  if (/[[{]/.test(one) || /[[{]/.test(other)) return true;
  const [a, b] = [edges(one), edges(other)];
  if (a === null && b === null) return one === other;
  if (a === null) return fits(one, other);
  if (b === null) return fits(other, one);
  const heads = a.head.startsWith(b.head) || b.head.startsWith(a.head);
  return heads && (a.tail.endsWith(b.tail) || b.tail.endsWith(a.tail));
}

/** Null for a name without a wildcard. */
function edges(name: string): { readonly head: string; readonly tail: string } | null {
  const first = name.search(/[*?]/);
  return first === -1 ? null : { head: name.slice(0, first), tail: /[^*?]*$/.exec(name)?.[0] ?? '' };
}

function fits(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^$()|\\\]}]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`).test(name);
}
