import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { edgesOf, nameOf } from './edges.ts';
import { isLive } from './overtaken.ts';

/** Only in notes that still speak: what an old note planned is history. */
export const plannedDocument: Rule<{ name: string }> = {
  id: 'ref/planned-document',
  severity: 'info',
  message: ({ name }) => `${quoted(name)} is planned and not yet written.`,
  help: () => 'Nothing is to be done until it is written; then the words about its being planned can go.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document')) {
      const from = graph.byPath.get(path);
      if (edge.state !== 'planned' || from === undefined || !isLive(from, graph)) continue;
      yield { path, span: edge.mention.span, data: { name: nameOf(target) } };
    }
  },
};
