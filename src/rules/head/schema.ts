import type { Rule } from '../../types.ts';
import { headEntry, plain, plainAtLength, quoted } from '../words.ts';

export const schema: Rule<{ key: string; expected: string; actual: string; nearest?: string | null }> = {
  id: 'head/schema',
  severity: 'error',
  message: ({ key, expected, actual }) =>
    `The key ${quoted(key)} must be ${plainAtLength(expected)}, not ${plain(actual)}.`,
  help: ({ key, expected, nearest }) =>
    nearest
      ? `Write ${headEntry(plain(key), plain(nearest))}.`
      : `Change the value of \`${plain(key)}\` to ${plainAtLength(expected)}.`,
};
