import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const cutOff: Rule<{ key: string; lost: string }> = {
  id: 'head/cut-off',
  severity: 'warning',
  message: ({ key, lost }) =>
    `The value of ${quoted(key)} ends before ${quoted(lost)}, which YAML takes for a comment.`,
  help: () => 'Put quotes around all of it; where it is a comment, put a space behind the `#`.',
};
