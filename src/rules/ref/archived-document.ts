import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { overtaken } from './overtaken.ts';

export const archivedDocument: Rule<{ name: string }> = {
  id: 'ref/archived-document',
  severity: 'warning',
  message: ({ name }) => `${quoted(name)} had been archived before this note was written.`,
  help: () => 'Name what holds now; if the archived one is meant, say why in a `slop-ignore` comment.',
  *graph({ graph }) {
    for (const { path, edge, older } of overtaken(graph, 'archived')) {
      yield { path, span: edge.mention.span, data: { name: older.path } };
    }
  },
};
