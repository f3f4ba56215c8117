import type { Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const cutOff: Rule<{ key: string; written: string; lost: string }> = {
  id: 'head/cut-off',
  severity: 'warning',
  message: ({ key, lost }) =>
    `The value of ${quoted(key)} ends before ${quoted(lost)}, which YAML takes for a comment.`,
  help: ({ key, written }) =>
    `Quote all of it: \`${plain(key)}: "${plain(written)}"\`; where it is a comment, put a space behind the \`#\`.`,
};
