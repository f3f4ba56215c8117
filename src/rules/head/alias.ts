import type { Rule } from '../../types.ts';

export const alias: Rule<Record<string, never>> = {
  id: 'head/alias',
  severity: 'error',
  message: () => 'The head uses YAML anchors and aliases (`&name`, `*name`), which are not read.',
  help: () => 'Write the value out at each place; quote a value that really starts with `&` or `*`.',
};
