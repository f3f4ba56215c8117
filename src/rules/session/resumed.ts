import type { Document, Graph, Rule } from '../../types.ts';
import { placeOf } from '../place.ts';
import { dayOf } from '../ref/overtaken.ts';
import { quoted } from '../words.ts';
import { sessionOf } from './handoffs.ts';

/**
 * `closes` in the head of a handoff names the session that ends with it. A note of that session of a later day, or of
 * the same day and first committed later, went on with what was closed.
 */
export const resumed: Rule<{ session: string; closed: string }> = {
  id: 'session/resumed',
  severity: 'warning',
  message: ({ session, closed }) =>
    `Session ${quoted(session)} was closed by ${quoted(closed)}, and this note came after it.`,
  help: ({ closed }) =>
    `Begin a session of its own, with consumes: ${closed}, or take closes: out of the handoff.`,
  *graph({ graph }) {
    const closing = new Map<string, Document>();
    for (const { current } of graph.lineages.values()) {
      const closes = current.draft?.head['closes'];
      if (typeof closes === 'string' && closes.trim() !== '') closing.set(closes.trim(), current);
    }
    for (const document of graph.documents) {
      const session = sessionOf(document);
      const closed = session === null ? undefined : closing.get(session);
      if (
        session === null ||
        closed === undefined ||
        closed.id === document.id ||
        !cameAfter(document, closed, graph)
      )
        continue;
      const related = [{ path: closed.path, span: placeOf(closed, '/closes'), label: 'where it was closed' }];
      const span = placeOf(document, '/session');
      yield { path: document.path, span, related, data: { session, closed: closed.id } };
    }
  },
};

function cameAfter(document: Document, closed: Document, graph: Graph): boolean {
  const [day, end] = [dayOf(document, graph), dayOf(closed, graph)];
  if (day === null || end === null || day !== end) return day !== null && end !== null && day > end;
  const [first, last] = [document, closed].map(
    ({ path }) => graph.ledger.record?.paths.get(path)?.first.date,
  );
  return first !== undefined && last !== undefined && Date.parse(first) > Date.parse(last);
}
