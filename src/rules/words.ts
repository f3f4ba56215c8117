import type { HeadForm } from '../types.ts';

/** Characters that would move the cursor, hide, or turn the text around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const LONGEST = 120;

/** A value between double quotes for a message: unseen characters written `\u{…}`, at most 120 characters. */
export function quoted(value: string): string {
  return `"${unquoted(value)}"`;
}

/** A value for a message without quotes around it, otherwise as `quoted`. */
export function unquoted(value: string): string {
  return shown(value, LONGEST);
}

/** The same for what slop words itself: a list of choices is of use only whole. */
export function unquotedAtLength(value: string): string {
  return shown(value, 600);
}

function shown(value: string, longest: number): string {
  const short =
    value.length > longest ? `${value.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : value;
  return short.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** What is to stand in a YAML head for a key such as `items[0].state`: its own line; of an entry of a list, the value. */
export function headEntry(key: string, value: string): string {
  return key.endsWith(']') ? `\`${value}\`` : `\`${key.slice(key.lastIndexOf('.') + 1)}: ${value}\``;
}

/**
 * A label of an older head with its value, as the head has its others; beside a line of dots or a banner, a line of
 * labels.
 */
export function labelled(label: string, value: string, form: HeadForm): string {
  if (form === 'html-comment') return `\`${label}: ${value}\``;
  return form === 'table' ? `\`| ${label} | ${value} |\`` : `\`**${label}.** ${value}\``;
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. Empty for no values. */
export function either(values: readonly string[]): string {
  return joined(values.map(quoted), 'or');
}

/** `a`, `a and b`, `a, b and c`. Empty for no phrases. */
export function joined(phrases: readonly string[], word: 'and' | 'or'): string {
  const last = phrases.at(-1);
  if (last === undefined) return '';
  return phrases.length === 1 ? last : `${phrases.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The message about what a note says of itself, not the same at all of its places: each place with what stands there. */
export function differing(what: string, places: readonly string[]): string {
  return `The ${what} differs from place to place: ${joined(places, 'and')}.`;
}

/** What is to be done about it; `first` is what the first place says. */
export function toAgree(what: string, first: string): string {
  return `Write one ${what} in all of them, for example ${unquoted(first)}.`;
}

/** How a character is told that nobody sees: `U+202E`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * A word for a POSIX shell: as it is when plain, else between single quotes; one with unseen characters between `$'` and
 * `'`, these in octal.
 */
export function shellWord(word: string): string {
  if (/^[\w./@%+=:,-]+$/.test(word)) return word;
  if (word.search(UNSEEN) < 0) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const octal = (character: string): string =>
    [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return `$'${word.replace(/[\\']/g, String.raw`\$&`).replace(UNSEEN, octal)}'`;
}
