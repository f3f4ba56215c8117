import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const unmapped: Rule<{ text: string }> = {
  id: 'status/unmapped',
  severity: 'warning',
  message: ({ text }) => `It cannot be told which status ${quoted(text)} means.`,
  help: () =>
    'Open the status with a status of this kind, such as "Draft."; the rest of the sentence may stay.',
};
