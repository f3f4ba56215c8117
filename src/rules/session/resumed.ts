import type { Document, Graph, Rule, Span } from '../../types.ts';
import { headPlace } from '../place.ts';
import { dayOf } from '../ref/overtaken.ts';
import { quoted } from '../words.ts';
import { sessionOf } from './handoffs.ts';

/**
 * `closes` in the head of a handoff names the session that ends with it, or its footer says so: then it is the one
 * whose name stands there, else the handoff's own. A note of that session of a later day, or of the same day and first
 * committed later, went on with what was closed.
 */
export const resumed: Rule<{ session: string; closed: string }> = {
  id: 'session/resumed',
  severity: 'warning',
  message: ({ session, closed }) =>
    `Session ${quoted(session)} was closed by ${quoted(closed)}, and this note came after it.`,
  help: ({ closed }) =>
    `Begin a session of its own, with consumes: ${closed}, or say in the handoff that the session goes on.`,
  *graph({ graph, kinds }) {
    const sessions = new Set(graph.documents.map(sessionOf));
    const closing = new Map<string, Closed>();
    for (const { current } of graph.lineages.values()) {
      const isHandoff = kinds.get(current.kind)?.ladder.includes('consumed') === true;
      const closed = closedBy(current, isHandoff, sessions);
      if (closed !== null) closing.set(closed.session, closed);
    }
    for (const document of graph.documents) {
      const session = sessionOf(document);
      const closed = session === null ? undefined : closing.get(session);
      if (session === null || closed === undefined || closed.by.id === document.id) continue;
      const { by, span: place } = closed;
      if (!cameAfter(document, by, graph)) continue;
      const related = [{ path: by.path, span: place, label: 'where it was closed' }];
      const span = headPlace(document, '/session');
      yield { path: document.path, span, related, data: { session, closed: by.id } };
    }
  },
};

interface Closed {
  readonly session: string;
  readonly by: Document;
  readonly span: Span;
}

function closedBy(by: Document, isHandoff: boolean, sessions: ReadonlySet<string | null>): Closed | null {
  const closes = by.draft?.head['closes'];
  if (typeof closes === 'string' && closes.trim() !== '')
    return { session: closes.trim(), by, span: headPlace(by, '/closes') };
  const closing = isHandoff ? by.draft?.closing : null;
  if (!closing) return null;
  const session = closing.named.find((name) => sessions.has(name)) ?? sessionOf(by);
  return session === null ? null : { session, by, span: closing.span };
}

function cameAfter(document: Document, closed: Document, graph: Graph): boolean {
  const [day, end] = [dayOf(document, graph), dayOf(closed, graph)];
  if (day === null || end === null || day !== end) return day !== null && end !== null && day > end;
  const [first, last] = [document, closed].map(
    ({ path }) => graph.ledger.record?.paths.get(path)?.first.date,
  );
  return first !== undefined && last !== undefined && Date.parse(first) > Date.parse(last);
}
