const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/**
 * A whole number as prose writes it: digits, with commas for thousands, or words up to ninety-nine. No part of a
 * range, a version, a decimal, a longer word or an id. A source for a pattern with the flags `iu`.
 */
export const NUMBER = String.raw`(?<![\p{L}\p{N}_.,~≈±§#/–-]|[~≈±–-]\s)(?:\d{1,3}(?:,\d{3})+|\d{1,7}|(?:${TENS.join('|')})(?:-(?:${ONES.slice(1, 10).join('|')}))?|${[...ONES].reverse().join('|')})(?![\p{L}\p{N}_%]|[.,:/–-]\d|-\p{L})`;

/** The value of a text that `NUMBER` matches. */
export function numberIn(written: string): number {
  const digits = written.replaceAll(',', '');
  if (/^\d+$/.test(digits)) return Number(digits);
  const [first = '', second = ''] = written.toLowerCase().split('-');
  const tens = TENS.indexOf(first);
  return tens === -1 ? ONES.indexOf(first) : (tens + 2) * 10 + Math.max(0, ONES.indexOf(second));
}
