import type { Rule } from '../../types.ts';
import { unquoted } from '../words.ts';

export const link: Rule<{ target: string }> = {
  id: 'source/link',
  severity: 'warning',
  message: ({ target }) => `The symbolic link leads to ${unquoted(target)} and is passed over.`,
  help: () => 'Put the file itself here, and name it from other notes by a Markdown link.',
};
