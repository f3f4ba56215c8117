import { createRequire } from 'node:module';
import { once } from '../parse/once.ts';

/** Loaded for the first pattern. */
const re2 = once((): typeof import('re2js') => createRequire(import.meta.url)('re2js'));

/** A beginning in plain letters, such as `^x-`. */
const BEGINNING = /^\^([A-Za-z0-9_-]+)$/;

/** Longest `pattern` of a schema, in characters. */
const LONGEST_PATTERN = 500;

/** As much of a regular expression as ajv uses. */
export interface LinearPattern {
  readonly test: (text: string) => boolean;
  /** The pattern itself: ajv tells patterns apart by it. */
  readonly toString: () => string;
}

/**
 * Compiles a `pattern` of a schema. RE2 answers in time linear to the text, whatever the pattern.
 * @throws Error in one plain clause when RE2 cannot run it (look-around, back references) or it is too long.
 */
export function linearPattern(pattern: string): LinearPattern {
  if (pattern.length > LONGEST_PATTERN) {
    throw new Error(`it has ${pattern.length} characters, and ${LONGEST_PATTERN} are allowed`);
  }
  // RE2 takes longer to load than most heads to be judged, and says no more of it.
  const beginning = BEGINNING.exec(pattern)?.[1];
  if (beginning !== undefined) return { test: (text) => text.startsWith(beginning), toString: () => pattern };
  try {
    const compiled = re2().RE2JS.compile(pattern);
    return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
  } catch (error) {
    throw new Error(`RE2 cannot run it: ${(error as Error).message.replace(/^error parsing regexp: /, '')}`);
  }
}

/** What a pattern found first in a text. */
interface PatternMatch {
  readonly whole: string;
  /** Groups in order; null for one that took no part. */
  readonly groups: readonly (string | null)[];
  readonly named: Readonly<Record<string, string | null>>;
}

/**
 * The first match of a pattern that `linearPattern` accepts, anywhere in a text; `^` and `$` stand for the ends of
 * lines. Null when there is none.
 */
export function firstMatch(pattern: string, text: string): PatternMatch | null {
  const { RE2JS } = re2();
  const compiled = RE2JS.compile(pattern, RE2JS.MULTILINE);
  const matcher = compiled.matcher(text);
  if (!matcher.find()) return null;
  const groups = Array.from({ length: matcher.groupCount() }, (_, at) => matcher.group(at + 1));
  const names = Object.keys(compiled.namedGroups());
  return {
    whole: matcher.group() ?? '',
    groups,
    named: Object.fromEntries(names.map((name) => [name, matcher.group(name)])),
  };
}
