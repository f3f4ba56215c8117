import type { Rule } from '../../types.ts';
import { joined, quoted, unquoted } from '../words.ts';

type Unknown = { readonly key: string; readonly nearest: string | null };

/** `more` are others of the same head that, as this one, are wrong in their case alone. */
export const unknownKey: Rule<
  Unknown & { readonly known?: readonly string[]; readonly more?: readonly Unknown[] }
> = {
  id: 'head/unknown-key',
  severity: 'error',
  message: ({ key, more }) =>
    more
      ? `The head of this kind of note has no keys ${joined([key, ...more.map((one) => one.key)].map(quoted), 'and')}: case counts.`
      : `The head of this kind of note has no key ${quoted(key)}.`,
  help: ({ nearest, known = [], more }) => {
    if (more) return `Write ${joined([nearest, ...more.map((one) => one.nearest)].map(inCode), 'and')}.`;
    if (nearest) return `Write ${inCode(nearest)}, or delete the line.`;
    return `${known.length > 0 ? `Write ${joined(known.map(inCode), 'or')}, delete` : 'Delete'} the line, or move what it says into the text.`;
  },
};

const inCode = (key: string | null): string => `\`${unquoted(key ?? '')}\``;
