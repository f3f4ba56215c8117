import { firstFrom } from '../../parse/first-from.ts';
import type { Document, Statement } from '../../types.ts';
import { isLive } from '../live.ts';
import { asserted, type Judged, judgement } from './judged.ts';
import type { Known } from './known.ts';

type Count = Extract<Statement, { type: 'count' }>;

/**
 * Counts what the record holds: the items of a family ("P12-B", "P12-B items"), those of a sort ("candidates"), or the
 * notes of a kind ("halt notes"); of the phase of the citing note where that has any. The whole record and the note
 * itself may be meant too. A note that is closed may count what there was by its day.
 */
export function judgeCount({ of, is }: Count, citing: Document, known: Known): Judged {
  const name = of.trim().toLowerCase().replace(/\s+/g, ' ');
  const family = name.replace(/x?(?:\s(?:items?|decisions?|findings?))?$/, '');
  const countable = known.countables().get(name) ?? known.countables().get(family);
  if (countable === undefined) return asserted(`nothing in the record is called ${of}`);
  const { days, byPhase, byNote } = countable;
  const ours = citing.phase === null ? days : (byPhase.get(citing.phase) ?? []);
  const meant = [ours, days];
  const then = (all: readonly string[]): number =>
    firstFrom(all, 1, (day) => Number(citing.date !== null && day > citing.date));
  const holds =
    byNote.get(citing.path) === is ||
    meant.some((all) => is === all.length || (!isLive(citing, known) && is === then(all)));
  const evidence = { by: 'record', repository: null, oid: null, when: known.today, receipt: null } as const;
  return judgement(holds, `${holds ? is : ours.length || days.length} ${of}`, evidence);
}
