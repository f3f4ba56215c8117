import { nameOf } from '../../read/paths.ts';
import type { Rule } from '../../types.ts';
import { either, quoted, unquoted } from '../words.ts';
import { overtaken } from './overtaken.ts';

export const supersededDocument: Rule<{ name: string; newer: readonly string[]; newest: string }> = {
  id: 'ref/superseded-document',
  severity: 'warning',
  message: ({ name, newer }) =>
    `${quoted(name)} was superseded by ${either(newer)} before this note was written.`,
  help: ({ newest }) =>
    `Name \`${unquoted(newest)}\`; if the older one is meant, say why in a \`slop-ignore\` comment.`,
  *graph({ graph }) {
    for (const { path, edge, older, newer, newest } of overtaken(graph, 'superseded')) {
      const names = newer.filter(({ id }) => id !== older.id).map((document) => nameOf(document.path));
      const data = {
        name: nameOf(older.path),
        newer: names.length > 0 ? names.sort() : newer.map(({ path }) => nameOf(path)),
        newest: newest.map((document) => nameOf(document.path)).sort()[0] ?? '',
      };
      yield { path, span: edge.mention.span, data };
    }
  },
};
