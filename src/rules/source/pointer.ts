import type { Rule } from '../../types.ts';

export const pointer: Rule = {
  id: 'source/pointer',
  severity: 'warning',
  message: () => 'The file only points to its content, which Git LFS keeps elsewhere.',
  help: () => 'Run `git lfs pull`; in a workflow, give `actions/checkout` the line `lfs: true`.',
};
