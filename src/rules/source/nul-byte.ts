import type { Rule } from '../../types.ts';

export const nulByte: Rule<{ count: number }> = {
  id: 'source/nul-byte',
  severity: 'error',
  message: ({ count }) =>
    `The file holds ${count === 1 ? 'a NUL byte' : `${count} NUL bytes`}, so it is not text.`,
  help: () => "Save it again as UTF-8, or take the bytes out: `tr -d '\\000' < old.md > new.md`.",
};
