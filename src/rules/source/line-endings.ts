import type { Rule } from '../../types.ts';
import { plain } from '../words.ts';

export const lineEndings: Rule<{ ending: string }> = {
  id: 'source/line-endings',
  severity: 'warning',
  message: ({ ending }) => `The line endings are not uniform: ${plain(ending)}.`,
  help: () => 'End every line with LF, or every line with CRLF.',
};
