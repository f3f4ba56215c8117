import type { Rule } from '../../types.ts';
import { either, quoted, unquoted } from '../words.ts';

export const notOnLadder: Rule<{ status: string; ladder: readonly string[]; nearest: string | null }> = {
  id: 'status/not-on-ladder',
  severity: 'error',
  message: ({ status, ladder }) =>
    `${quoted(status)} is not a status of this kind, which has ${either(ladder)}.`,
  help: ({ ladder, nearest }) =>
    `Write \`status: ${unquoted(nearest ?? ladder[0] ?? '…')}\`, or the status that fits.`,
};
