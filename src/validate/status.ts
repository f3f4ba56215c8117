import type { Kind, Status } from '../types.ts';

const ORDINAL =
  /^(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|nth|\d+(?:st|nd|rd|th))\s+)/;

/**
 * The rung that an older free-prose status means: its opening words are a phrase of the kind, or a rung itself.
 * The longest phrase counts; case and an ordinal before it do not ("Seventh draft."). Null when none fits.
 */
export function rungOf(text: string, { ladder, phrases }: Pick<Kind, 'ladder' | 'phrases'>): string | null {
  const words = text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const opening = [words, words.replace(ORDINAL, '')];
  const known = [...phrases, ...ladder.map((rung) => [rung, rung] as const)];
  let longest = '';
  let found: string | null = null;
  for (const [phrase, rung] of known) {
    if (phrase.length <= longest.length || !opening.some((start) => opensWith(start, phrase))) continue;
    longest = phrase;
    found = rung;
  }
  return found;
}

/** True when a text begins with a phrase that ends where a word does. */
export function opensWith(words: string, phrase: string): boolean {
  return words.startsWith(phrase) && !/^[\p{L}\p{N}]/u.test(words.slice(phrase.length));
}

/**
 * The status of a note. In a YAML head it is a rung of the ladder or it is none; in the older forms its opening
 * phrase says which. Null when the head says nothing.
 */
export function statusOf(text: string | null, kind: Kind, older: boolean): Status | null {
  if (text === null) return null;
  const value = older ? rungOf(text, kind) : kind.ladder.includes(text) ? text : null;
  return { text, value, final: value !== null && kind.final.includes(value) };
}
