import type { Rule } from '../../types.ts';
import { placeOf } from '../place.ts';

const FOURTEEN_HOURS = 14 * 60 * 60 * 1000;

/** Compares with the last day it was anywhere on Earth when the note was last committed. Silent without history. */
export const futureDate: Rule<{ date: string; committed: string }> = {
  id: 'date/future',
  severity: 'warning',
  message: ({ date, committed }) =>
    `The date ${date} lies after the last commit of the note, on ${committed}.`,
  help: ({ committed }) => `Write the day on which this version was written, for example \`${committed}\`.`,
  *graph({ graph }) {
    const history = graph.ledger.record?.paths;
    for (const document of graph.documents) {
      const last = history?.get(document.path)?.last;
      if (document.date === null || last === undefined) continue;
      const latest = new Date(Date.parse(last.date) + FOURTEEN_HOURS).toISOString().slice(0, 10);
      if (document.date <= latest) continue;
      const data = { date: document.date, committed: last.date.slice(0, 10) };
      yield { path: document.path, span: placeOf(document, '/date'), data };
    }
  },
};
