import type { Rule } from '../../types.ts';
import { headEntry, quoted, unquoted } from '../words.ts';

export const numberLike: Rule<{ key: string; value: string; reading: string }> = {
  id: 'head/number-like',
  severity: 'warning',
  message: ({ key, value, reading }) =>
    `The value ${unquoted(value)} of ${quoted(key)} is read as ${unquoted(reading)} by other YAML programs.`,
  help: ({ key, value, reading }) => {
    const written = headEntry(unquoted(key), `"${unquoted(value)}"`);
    return reading === 'nothing'
      ? `Leave the value out when nothing is meant; where the word is meant, quote it: ${written}.`
      : `Quote it: ${written}.`;
  },
};
