import { nameVersion } from '../../parse/version.ts';
import type { Rule } from '../../types.ts';
import { quoted, shellWord } from '../words.ts';

export const conflict: Rule<{ ours: string; theirs: string; path: string }> = {
  id: 'source/conflict',
  severity: 'error',
  message: ({ ours, theirs }) =>
    `The note holds two texts of an unfinished merge, of ${quoted(ours)} and of ${quoted(theirs)}.`,
  help: ({ path }) =>
    nameVersion(path).version === null
      ? 'Mend the text between the marks by hand, and take the marks out.'
      : `Where both branches made this version, let one keep it and make the other the next: \`slop bump ${shellWord(path)} --keep ours\`, or \`--keep theirs\`. Where both changed one text, mend it between the marks by hand.`,
};
