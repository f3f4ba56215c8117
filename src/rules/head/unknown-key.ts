import type { Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const unknownKey: Rule<{ key: string; nearest: string | null }> = {
  id: 'head/unknown-key',
  severity: 'error',
  message: ({ key }) => `The head of this kind of note has no key ${quoted(key)}.`,
  help: ({ nearest }) =>
    nearest
      ? `Write \`${plain(nearest)}\`, or delete the line.`
      : 'Delete the line, or move what it says into the text.',
};
