import type { Rule } from '../../types.ts';
import { headEntry, plain, quoted } from '../words.ts';

/** A list of choices is of use only whole. */
const MOST_EXPECTED = 600;

export const schema: Rule<{ key: string; expected: string; actual: string; nearest?: string | null }> = {
  id: 'head/schema',
  severity: 'error',
  message: ({ key, expected, actual }) =>
    `The key ${quoted(key)} must be ${plain(expected, MOST_EXPECTED)}, not ${plain(actual)}.`,
  help: ({ key, expected, nearest }) =>
    nearest
      ? `Write ${headEntry(plain(key), plain(nearest))}.`
      : `Change the value of \`${plain(key)}\` to ${plain(expected, MOST_EXPECTED)}.`,
};
