import type { Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';

export const alias: Rule<{ alias: string; unknown: boolean }> = {
  id: 'head/alias',
  severity: 'error',
  message: ({ alias, unknown }) =>
    unknown
      ? `${quoted(alias)} is read as a reference to an anchor that the head does not have.`
      : `The reference ${quoted(alias)} leads back to itself, or is one too many.`,
  help: ({ alias, unknown }) =>
    unknown
      ? `Quote the value if it is text: \`"${unquoted(alias)}"\`.`
      : 'Write the value out at each place.',
};
