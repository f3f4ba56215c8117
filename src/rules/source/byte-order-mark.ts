import type { Rule } from '../../types.ts';

export const byteOrderMark: Rule<Record<string, never>> = {
  id: 'source/byte-order-mark',
  severity: 'warning',
  message: () => 'The file starts with a byte order mark.',
  help: () => 'Save it as UTF-8 without a byte order mark.',
};
