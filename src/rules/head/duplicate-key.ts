import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const duplicateKey: Rule<{ key: string }> = {
  id: 'head/duplicate-key',
  severity: 'error',
  message: ({ key }) => `The head has the key ${quoted(key)} twice.`,
  help: () => 'Keep one of the two lines and delete the other.',
};
