import type { Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const missingKey: Rule<{ key: string }> = {
  id: 'head/missing-key',
  severity: 'error',
  message: ({ key }) => `The head of this kind of note needs the key ${quoted(key)}.`,
  help: ({ key }) => `Add a line \`${plain(key)}: …\` to the head.`,
};
