import { isLive } from '../../link/live.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { documentWritten, edgesOf, isNextVersion } from './edges.ts';

/** Only in notes that still speak: what an old note planned is history. */
export const plannedDocument: Rule<{ name: string }> = {
  id: 'ref/planned-document',
  severity: 'info',
  message: ({ name }) => `${quoted(name)} is still to be written.`,
  help: () => 'Nothing is to be done until it is there; then take away the words about its being planned.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document')) {
      const from = graph.byPath.get(path);
      if ((edge.state !== 'planned' && !isNextVersion(edge)) || from === undefined || !isLive(from, graph))
        continue;
      yield { path, span: edge.mention.span, data: { name: documentWritten(target) } };
    }
  },
};
