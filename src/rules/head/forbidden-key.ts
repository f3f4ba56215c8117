import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const forbiddenKey: Rule<{ key: string }> = {
  id: 'head/forbidden-key',
  severity: 'error',
  message: ({ key }) => `The key ${quoted(key)} may not stand in a head.`,
  help: () => 'Give the field another name.',
};
