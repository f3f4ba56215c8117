import type { Rule } from '../../types.ts';

export const notUtf8: Rule<{ encoding?: 'UTF-16' }> = {
  id: 'source/not-utf8',
  severity: 'error',
  message: ({ encoding }) =>
    encoding === undefined ? 'The file is not UTF-8 text.' : `The file is ${encoding} text, not UTF-8.`,
  help: ({ encoding = 'WINDOWS-1252' }) =>
    `Save it as UTF-8, for example \`iconv -f ${encoding} -t UTF-8 old.md > new.md\`.`,
};
