import { isLive } from '../../link/live.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { documentWritten, edgesOf } from './edges.ts';
import { dayOf } from './overtaken.ts';

/**
 * A `planned` list in a head is kept up to date, so it is judged at once. Words in the text were true when they
 * were written; they are judged only in a note dated later than what they speak of.
 */
export const plannedSpent: Rule<{ name: string; path: string }> = {
  id: 'ref/planned-spent',
  severity: 'warning',
  message: ({ name, path }) => `${quoted(name)} is called planned, but exists: ${quoted(path)}.`,
  help: () => 'Take the name off the `planned` list, or the words "to be produced" from beside it.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document')) {
      const from = graph.byPath.get(path);
      const to = edge.to?.type === 'document' ? graph.byPath.get(edge.to.path) : undefined;
      if (!target.planned || from === undefined || to === undefined || !isLive(from, graph)) continue;
      const [day, written] = [dayOf(from, graph), dayOf(to, graph)];
      const knew = day !== null && written !== null && day > written;
      if (edge.mention.field === null && !knew) continue;
      yield { path, span: edge.mention.span, data: { name: documentWritten(target), path: to.path } };
    }
  },
};
