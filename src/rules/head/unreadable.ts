import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';

export const unreadableHead: Rule<{ reason: string }> = {
  id: 'head/unreadable',
  severity: 'error',
  message: ({ reason }) => `The head cannot be read: ${unquoted(reason.replace(/\.$/, ''))}.`,
  help: () =>
    'Write one `key: value` a line between two lines `---`, indent with spaces, and quote values that begin with `{` or `[`, or hold `: ` or ` #`.',
};
