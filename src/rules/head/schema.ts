import type { Rule } from '../../types.ts';
import { headEntry, quoted, unquoted, unquotedAtLength } from '../words.ts';

export const schema: Rule<{ key: string; expected: string; actual: string; nearest?: string | null }> = {
  id: 'head/schema',
  severity: 'error',
  message: ({ key, expected, actual }) =>
    `The key ${quoted(key)} must be ${unquotedAtLength(expected)}, not ${unquoted(actual)}.`,
  help: ({ key, expected, nearest }) =>
    nearest
      ? `Write ${headEntry(unquoted(key), unquoted(nearest))}.`
      : `Change the value of \`${unquoted(key)}\` to ${unquotedAtLength(expected)}.`,
};
