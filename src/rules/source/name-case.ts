import { groupBy } from '../../read/order.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

const START = { start: 0, end: 0 };

export const nameCase: Rule<{ path: string; other: string }> = {
  id: 'source/name-case',
  severity: 'error',
  message: ({ path, other }) =>
    `${quoted(path)} and ${quoted(other)} are one file on systems that ignore case or Unicode form, so a clone there loses one.`,
  help: () => 'Rename one of the two with `git mv`, or delete it.',
  *graph({ tree }) {
    const paths = tree.files.map(({ path }) => path).sort();
    for (const [first, ...others] of groupBy(paths, (path) => path.normalize('NFC').toLowerCase()).values()) {
      if (first === undefined) continue;
      for (const path of others) {
        const related = [{ path: first, span: START, label: 'the other file' }];
        yield { path, span: START, data: { path, other: first }, related };
      }
    }
  },
};
