import { isNamedAsDocument } from '../../read/paths.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

type Problem = 'control characters' | 'normal form' | 'ending';

/** Endings by which files are read, and those that mean the same to people and other programs. */
const MEANT = /\.(?:md|html|docx|markdown)$/i;

const WORDS: Readonly<Record<Problem, string>> = {
  'control characters': 'holds control characters',
  'normal form': 'is not in Unicode normal form C, so the same name typed elsewhere may not match it',
  ending:
    'is not that of a note: the file is not read, since only .md, .html and .docx are, in small letters',
};

export const unsafeName: Rule<{ path: string; problem: Problem }> = {
  id: 'source/name',
  severity: 'warning',
  message: ({ path, problem }) => `The name ${quoted(path)} ${WORDS[problem]}.`,
  help: ({ problem }) =>
    problem === 'ending'
      ? 'Rename the file with `git mv`, so that its name ends in `.md`, `.html` or `.docx`.'
      : 'Rename the file with `git mv`, typing the new name afresh.',
  *graph({ tree }) {
    for (const { path } of tree.files) {
      const problem = problemOf(path);
      if (problem !== null) yield { path, span: { start: 0, end: 0 }, data: { path, problem } };
    }
  },
};

function problemOf(path: string): Problem | null {
  if (/\p{Cc}/u.test(path)) return 'control characters';
  if (path !== path.normalize('NFC')) return 'normal form';
  return MEANT.test(path) && !isNamedAsDocument(path) ? 'ending' : null;
}
