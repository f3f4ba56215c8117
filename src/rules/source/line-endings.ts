import type { Rule } from '../../types.ts';

export const lineEndings: Rule<{ ending: 'CR' | 'mixed' }> = {
  id: 'source/line-endings',
  severity: 'warning',
  message: ({ ending }) =>
    ending === 'CR'
      ? 'A carriage return stands alone here, which some programs take for the end of a line and others do not.'
      : 'Some lines of the file end with LF and some with CRLF.',
  help: () => 'End every line with LF, or every line with CRLF.',
};
