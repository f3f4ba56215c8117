import type { Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';

/** Raised by `settle`. */
export const noReason: Rule<{ rule: string }> = {
  id: 'suppression/no-reason',
  severity: 'warning',
  message: ({ rule }) => `The comment ignores ${quoted(rule)} without saying why.`,
  help: ({ rule }) => `Add the reason after a colon: \`slop-ignore ${unquoted(rule)}: …\`.`,
};
