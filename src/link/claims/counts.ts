import type { Document, Statement } from '../../types.ts';
import { isLive } from '../live.ts';
import { asserted, found, type Judged } from './judged.ts';
import type { Known } from './known.ts';

type Count = Extract<Statement, { type: 'count' }>;

const SORTS: Readonly<Record<string, string>> = {
  decisions: 'decision',
  candidates: 'candidate',
  'change requests': 'change-request',
  findings: 'finding',
  gates: 'gate',
};

/**
 * Counts what the record holds: the items of a family ("P12-B", "P12-B items"), those of a sort ("candidates"), or the
 * notes of a kind by its plural ("halt notes"), of the phase of the citing note where it has one. A note that is closed
 * may count what there was by its day.
 */
export function judgeCount({ of, is }: Count, citing: Document, known: Known): Judged {
  const days = daysOf(of.trim(), citing, known);
  if (days === null) return asserted(`nothing in the record is called ${of}`);
  const then = days.filter((day) => citing.date === null || day === null || day <= citing.date).length;
  const evidence = { by: 'record', repository: null, oid: null, when: known.today, receipt: null } as const;
  const holds = is === days.length || (!isLive(citing, known) && is === then);
  return found(holds, `${holds ? is : days.length} ${of}`, evidence);
}

/** The day of each thing that is counted, null for one that nobody dated; null when nothing has that name. */
function daysOf(of: string, citing: Document, known: Known): readonly (string | null)[] | null {
  const name = of.toLowerCase().replace(/\s+/g, ' ');
  const family = name.replace(/x?(?:\s(?:items?|decisions?|findings?))?$/, '');
  const items = [...known.items.values()].filter(
    (item) =>
      item.family.toLowerCase() === family ||
      (item.sort === SORTS[name] && (item.within === null || item.within === citing.phase)),
  );
  if (items.length > 0) return items.map(({ definition }) => known.byPath.get(definition.path)?.date ?? null);
  const kind = [...known.kinds.values()].find(({ plural }) => plural.toLowerCase() === name)?.name;
  if (kind === undefined) return null;
  return [...known.lineages.values()]
    .filter(
      ({ current }) => current.kind === kind && (citing.phase === null || current.phase === citing.phase),
    )
    .map(({ versions }) => versions[0]?.date ?? null);
}
