import type { Rule } from '../../types.ts';
import { joined, quoted, unquoted } from '../words.ts';

export const unknownKey: Rule<{ key: string; nearest: string | null; known?: readonly string[] }> = {
  id: 'head/unknown-key',
  severity: 'error',
  message: ({ key }) => `The head of this kind of note has no key ${quoted(key)}.`,
  help: ({ nearest, known = [] }) => {
    if (nearest) return `Write \`${unquoted(nearest)}\`, or delete the line.`;
    const keys = known.map((key) => `\`${unquoted(key)}\``);
    return `${keys.length > 0 ? `Write ${joined(keys, 'or')}, delete` : 'Delete'} the line, or move what it says into the text.`;
  },
};
