import type { Rule } from '../../types.ts';
import { quoted, unquoted } from '../words.ts';

export const unknownKind: Rule<{ kind: string; nearest: string | null }> = {
  id: 'kind/unknown',
  severity: 'error',
  message: ({ kind }) => `There is no kind of note named ${quoted(kind)}.`,
  help: ({ kind, nearest }) =>
    nearest
      ? `Write \`kind: ${unquoted(nearest)}\`, or add the kind as \`schemas/kinds/${unquoted(kind)}.json\`.`
      : `Use a kind that exists, or add this one as \`schemas/kinds/${unquoted(kind)}.json\`.`,
};
