import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const link: Rule<{ target: string }> = {
  id: 'source/link',
  severity: 'warning',
  message: ({ target }) => `This is a symbolic link (to ${quoted(target)}) and is passed over.`,
  help: () => 'Put the file itself here, and name it from other notes by a Markdown link.',
};
