import type { Span } from '../../../types.ts';
import { findVersion, formatVersion } from '../../version.ts';
import type { Text } from './field.ts';

/** A day with which a text begins. */
export const DAY = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const NOTHING = /^(?:nothing|none|no prior|not applicable|n\/a|[—–-]+\s*$)(?![\w-])/i;
const SUPERSEDES = /(?<![\w-])(?:supersedes|successor to)\s+(v?\d+(?:[._]\d+){1,2})(?![\w-]|[._]\d)/i;

/** Keys whose values are a few words, whatever marks they stand between. */
const WORDS = new Set([
  'author',
  'date',
  'id',
  'kind',
  'number',
  'phase',
  'session',
  'status',
  'title',
  'version',
]);
/** Those among them that name nothing: a link in one is no mention. */
const LINKED = new Set(['author', 'version']);
const LINK = /\[([^[\]]*)\]\([^()\s]*\)/g;
/** Code, which is kept as it is, or words between two marks of emphasis; one alone, as in `A*`, is none. */
const MARKED =
  /`+([^`]*)`+|(\*{1,3}|(?<![\p{L}\p{N}])_{1,3})(?=\S)(.{0,500}?\S)\2(?:(?<=\*)|(?![\p{L}\p{N}]))/gu;

/**
 * What the value of an older field says, bare of the words around it: `0.2 (supersedes v0.1)` is version
 * 0.2, `2026-05-16 (evening)` a date, `**Draft**` a status, `[Ada](https://…)` an author. Null for words that say
 * there is nothing. Other texts are kept.
 */
export function bareValue(key: string, text: string): string | null {
  const linked = LINKED.has(key) ? text.replace(LINK, '$1') : text;
  const words = WORDS.has(key) ? unmarked(linked) : text;
  if (key === 'version') {
    const found = findVersion(words);
    return found ? formatVersion(found.version) : text;
  }
  if (key === 'date') return DAY.exec(words)?.[0] ?? words;
  return key === 'supersedes' && NOTHING.test(text) ? null : words;
}

function unmarked(text: string): string {
  return text.replace(
    MARKED,
    (_marked, code?: string, _mark?: string, inner = '') => code ?? unmarked(inner),
  );
}

/** The version that a text says it replaces, as written: `v0.1` of `0.2 (supersedes v0.1)`. `raw` is the text at `span`. */
export function supersededIn(raw: string, span: Span): Text | null {
  const match = SUPERSEDES.exec(raw);
  const text = match?.[1];
  if (!match || text === undefined) return null;
  const end = span.start + match.index + match[0].length;
  return { text, span: { start: end - text.length, end } };
}
