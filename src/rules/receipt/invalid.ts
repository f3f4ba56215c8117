import type { Rule } from '../../types.ts';

export const invalidReceipt: Rule<{ readonly reason: string }> = {
  id: 'receipt/invalid',
  severity: 'error',
  message: ({ reason }) => `This receipt counts for nothing: ${reason}.`,
  help: () => 'Take it out of the record, and measure again: slop verify --keep.',
};
