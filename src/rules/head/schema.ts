import type { Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const schema: Rule<{ key: string; expected: string; actual: string; nearest?: string | null }> = {
  id: 'head/schema',
  severity: 'error',
  message: ({ key, expected, actual }) =>
    `The key ${quoted(key)} must be ${plain(expected)}, not ${plain(actual)}.`,
  help: ({ key, expected, nearest }) =>
    nearest
      ? `Write \`${plain(key)}: ${plain(nearest)}\`.`
      : `Change the value of \`${plain(key)}\` to ${plain(expected)}.`,
};
