import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

/** Raised by `settle`, which alone knows what a suppression covered. */
export const unusedSuppression: Rule<{ rule: string; known: boolean; nearest: string | null }> = {
  id: 'suppression/unused',
  severity: 'warning',
  message: ({ rule, known }) => {
    if (rule === '') return 'The comment does not say which rule to ignore.';
    return known
      ? `Nothing here is found by ${quoted(rule)}, so there is nothing to ignore.`
      : `There is no rule ${quoted(rule)} that could be ignored.`;
  },
  help: ({ known, nearest }) =>
    known
      ? 'Delete the comment.'
      : nearest
        ? `Write \`${nearest}\`, or delete the comment.`
        : 'Name a rule by its id, such as `mark/open`, or delete the comment.',
};
