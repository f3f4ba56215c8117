import { isLive } from '../../link/live.ts';
import type { Rule } from '../../types.ts';
import { placeOf } from '../place.ts';
import { quoted } from '../words.ts';
import { handoffs } from './handoffs.ts';

/** A draft is not handed over yet; one whose status says that it was consumed is believed. */
export const notConsumed: Rule<{ id: string }> = {
  id: 'session/not-consumed',
  severity: 'info',
  message: ({ id }) => `No session has taken up ${quoted(id)} yet.`,
  help: ({ id }) => `The note of the session that does says so in its head: consumes: ${id}`,
  *graph(view) {
    for (const { handoff, by } of handoffs(view)) {
      if (by.length > 0 || !isLive(handoff, view.graph) || handoff.status?.value === 'draft') continue;
      yield { path: handoff.path, span: placeOf(handoff, '/status'), data: { id: handoff.id } };
    }
  },
};
