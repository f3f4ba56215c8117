import type { Rule } from '../../types.ts';
import { headPlace } from '../place.ts';

const FOURTEEN_HOURS = 14 * 60 * 60 * 1000;

/**
 * Compares with the last day it was anywhere on Earth when the note was last committed. Silent without history,
 * and while the note is being edited: its next commit is not made yet.
 */
export const futureDate: Rule<{ date: string; committed: string }> = {
  id: 'date/future',
  severity: 'warning',
  message: ({ date, committed }) =>
    `The date ${date} lies after the last commit of the note, on ${committed}.`,
  help: ({ committed }) => `Write the day on which this version was written, for example \`${committed}\`.`,
  *graph({ graph }) {
    const { paths, edited } = graph.ledger.record ?? {};
    for (const document of graph.documents) {
      const last = edited?.has(document.path) ? undefined : paths?.get(document.path)?.last;
      if (document.date === null || last === undefined) continue;
      const latest = latestDay(last.date);
      if (latest === null || document.date <= latest) continue;
      const data = { date: document.date, committed: last.date.slice(0, 10) };
      yield { path: document.path, span: headPlace(document, '/date'), data };
    }
  },
};

/** The day in the easternmost time zone, `YYYY-MM-DD`; null for a date that no calendar has, as a forged commit may. */
function latestDay(date: string): string | null {
  const latest = new Date(Date.parse(date) + FOURTEEN_HOURS);
  return Number.isNaN(latest.getTime()) ? null : latest.toISOString().slice(0, 10);
}
