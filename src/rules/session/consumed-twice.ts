import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { handoffs, sessionOf } from './handoffs.ts';

/** Notes of one session may all say that they consumed a handoff; those of another one took up what was taken up. */
export const consumedTwice: Rule<{ id: string; other: string }> = {
  id: 'session/consumed-twice',
  severity: 'warning',
  message: ({ id, other }) => `${quoted(id)} was taken up already, by ${quoted(other)}.`,
  help: () =>
    'Say which of the two sessions carries on, and take consumes: out of the note of the other one.',
  *graph(view) {
    for (const { handoff, by } of handoffs(view)) {
      const [first, ...later] = by;
      if (first === undefined) continue;
      for (const { document, span } of later) {
        // A note may name several versions of one handoff.
        if (document === first.document || document.archived) continue;
        const session = sessionOf(document);
        if (session !== null && session === sessionOf(first.document)) continue;
        const related = [{ path: first.document.path, span: first.span, label: 'the first one' }];
        yield { path: document.path, span, related, data: { id: handoff.id, other: first.document.id } };
      }
    }
  },
};
