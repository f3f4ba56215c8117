import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

export const unsafeName: Rule<{ path: string; problem: 'control characters' | 'normal form' }> = {
  id: 'source/name',
  severity: 'warning',
  message: ({ path, problem }) =>
    problem === 'normal form'
      ? `The name ${quoted(path)} is not in Unicode normal form C, so the same name typed elsewhere may not match it.`
      : `The name ${quoted(path)} holds control characters.`,
  help: () => 'Rename the file with `git mv`, typing the new name afresh.',
  *graph({ tree }) {
    for (const { path } of tree.files) {
      const problem = /\p{Cc}/u.test(path)
        ? 'control characters'
        : path === path.normalize('NFC')
          ? null
          : 'normal form';
      if (problem !== null) yield { path, span: { start: 0, end: 0 }, data: { path, problem } };
    }
  },
};
