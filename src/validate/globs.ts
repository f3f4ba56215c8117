import { createRequire } from 'node:module';
import { once } from '../parse/once.ts';

/** Loaded for the first glob. */
export const picomatch = once((): typeof import('picomatch') => createRequire(import.meta.url)('picomatch'));

const LONGEST = 200;
const MOST_WILDCARDS = 4;
/** Extended and bracket patterns off: they can nest repeats, and a path needs none of them. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true, strictBrackets: true } as const;

/**
 * True when a text is a path pattern that is safe to match: `*`, `?`, `**`, `{a,b}` and `[a-z]`, from the
 * folder of slop.yaml, few enough wildcards that no path takes long.
 */
export function isGlob(text: string): boolean {
  if (text === '' || text.length > LONGEST || text.startsWith('/') || /[\\!()+@]/.test(text)) return false;
  const parts = text.split('/');
  if (parts.includes('..') || parts.filter((part) => part === '**').length > MOST_WILDCARDS) return false;
  if (parts.some((part) => (part.match(/[*?]/g) ?? []).length > MOST_WILDCARDS)) return false;
  try {
    picomatch()(text, OPTIONS);
    return true;
  } catch {
    return false;
  }
}

/** Makes the test for one path pattern; paths are from the folder of slop.yaml, with `/`. */
export function globTest(glob: string): (path: string) => boolean {
  return picomatch()(glob.replace(/^\.\//, ''), OPTIONS);
}
