import type { Rule } from '../../types.ts';

export const tooLarge: Rule<{ what: string; size: number; limit: number }> = {
  id: 'source/too-large',
  severity: 'error',
  message: ({ what, size, limit }) =>
    `The ${what} measures ${size}, over the limit of ${limit}, so the note is not parsed.`,
  help: () => 'Split the note, or move data and logs into a file of their own that the note links to.',
};
