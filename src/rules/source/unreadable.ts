import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';

export const unreadable: Rule<{ reason: string }> = {
  id: 'source/unreadable',
  severity: 'error',
  message: ({ reason }) => `The file cannot be read: ${unquoted(reason)}.`,
  help: () => 'Make it a regular file that you may read (`ls -l` shows what it is), then check again.',
};
