import type { Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const schema: Rule<{ key: string; expected: string; actual: string }> = {
  id: 'head/schema',
  severity: 'error',
  message: ({ key, expected, actual }) =>
    `The key ${quoted(key)} must be ${plain(expected)}, not ${plain(actual)}.`,
  help: ({ key, expected }) => `Change the value of \`${plain(key)}\` to ${plain(expected)}.`,
};
