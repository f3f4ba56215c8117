import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';

export const language: Rule<{ language: string }> = {
  id: 'head/language',
  severity: 'error',
  message: ({ language }) => `The head opens with "---${unquoted(language)}"; only YAML heads are read.`,
  help: () => 'Open the head with a bare `---` and write it in YAML.',
};
