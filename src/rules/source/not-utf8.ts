import type { Rule } from '../../types.ts';

export const notUtf8: Rule<Record<string, never>> = {
  id: 'source/not-utf8',
  severity: 'error',
  message: () => 'The file is not UTF-8 text.',
  help: () => 'Save it as UTF-8, for example `iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md`.',
};
