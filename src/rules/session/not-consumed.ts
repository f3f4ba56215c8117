import { isLive } from '../../link/live.ts';
import type { Document, Graph, Rule } from '../../types.ts';
import { headPlace } from '../place.ts';
import { quoted } from '../words.ts';
import { handoffs } from './handoffs.ts';

/**
 * A draft is not handed over yet; one whose status says that it was consumed is believed. An older head has no place to
 * say who took a handoff up: there, a note of a later day in its phase did.
 */
export const notConsumed: Rule<{ id: string }> = {
  id: 'session/not-consumed',
  severity: 'info',
  message: ({ id }) => `No session has taken up ${quoted(id)} yet.`,
  help: ({ id }) => `The note of the session that does says so in its head: consumes: ${id}`,
  *graph(view) {
    for (const { handoff, by } of handoffs(view)) {
      if (by.length > 0 || !isLive(handoff, view.graph) || handoff.status?.value === 'draft') continue;
      if (handoff.draft?.form !== 'yaml' && isFollowed(handoff, view.graph)) continue;
      yield { path: handoff.path, span: headPlace(handoff, '/status'), data: { id: handoff.id } };
    }
  },
};

function isFollowed({ date, id, phase }: Document, { documents }: Graph): boolean {
  return documents.some(
    (other) =>
      other.id !== id &&
      date !== null &&
      (other.date ?? '') > date &&
      (phase === null || other.phase === phase),
  );
}
