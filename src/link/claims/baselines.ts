import { byText } from '../../read/order.ts';
import type { Document, Evidence, Receipt, Statement, TestCounts } from '../../types.ts';
import { isLive } from '../live.ts';
import { repositoryOn } from '../repository-names.ts';
import { asserted, type Judged, judgement } from './judged.ts';
import type { Known } from './known.ts';

type Baseline = Extract<Statement, { type: 'baseline' }>;

/** What a run of tests counts. */
export const COUNTS = ['passed', 'failed', 'skipped'] as const;
const DAY = 86_400_000;

/**
 * Holds a baseline against the receipts that are filed in the record: of its probe, or of any probe of its repository
 * that measures such a thing. The newest at its commit counts; without a commit, the newest that was taken for this
 * note, or for a note that still speaks any.
 */
export function judgeBaseline(statement: Baseline, isData: boolean, citing: Document, known: Known): Judged {
  const receipts = receiptsFor(statement, citing, known);
  const pinned = receipts.filter(({ oid }) => statement.oid !== null && oid?.startsWith(statement.oid));
  const mayDiffer = isData && isLive(citing, known);
  const counting =
    statement.oid === null ? receipts.filter(({ notes }) => mayDiffer || notes.includes(citing.id)) : pinned;
  const [newest] = counting;
  const equal = receipts.find((receipt) => isAsRecorded(statement, receipt));
  if (newest === undefined) {
    return equal === undefined || statement.oid !== null
      ? asserted('no receipt of a probe tells')
      : verified(statement, equal, known);
  }
  if (isAsRecorded(statement, newest)) return verified(statement, newest, known);
  return judgement(false, measured(newest), evidenceOf(newest));
}

/** Newest first. */
function receiptsFor(
  { repository, probe, name, value }: Baseline,
  { date }: Document,
  known: Known,
): readonly Receipt[] {
  const named = repository === null ? null : repositoryOn(repository, date, known.config);
  return known.receipts
    .filter((receipt) => {
      if (probe !== null) return receipt.probe === probe;
      const fits =
        name === null
          ? value === null
            ? receipt.counts !== null
            : receipt.value !== null
          : receipt.probe === name;
      return fits && named !== null && receipt.repository === named;
    })
    .toSorted((a, b) => byText(b.when, a.when));
}

function verified(statement: Baseline, receipt: Receipt, { today, config }: Known): Judged {
  const judged = judgement(true, measured(receipt), evidenceOf(receipt));
  const limit = config.probes.find(({ name }) => name === receipt.probe)?.limit ?? null;
  const age = today === null ? 0 : Math.floor((Date.parse(today) - Date.parse(receipt.when)) / DAY);
  if (limit === null || !(age > limit) || statement.oid !== null) return judged;
  return { ...judged, state: 'stale', why: `it was measured ${age} days ago, and its probe allows ${limit}` };
}

/** What a run of a probe measured. */
export type Measurement = Pick<Receipt, 'counts' | 'value' | 'exitCode'>;

/**
 * True when every number that is recorded was measured, give or take the tolerance; where none is recorded, when the
 * probe exited with 0.
 */
export function isAsRecorded(statement: Baseline, { counts, value, exitCode }: Measurement): boolean {
  if (statement.value === null && COUNTS.every((key) => statement[key] === null)) return exitCode === 0;
  if (statement.value !== null) return value === statement.value;
  return COUNTS.every((key) => {
    const [recorded, live] = [statement[key], counts?.[key] ?? null];
    if (recorded === null) return true;
    // Who reports no failures or skipped tests had none.
    const measuredCount = live ?? (counts !== null && key !== 'passed' ? 0 : null);
    return measuredCount !== null && Math.abs(measuredCount - recorded) <= statement.tolerance;
  });
}

/** `421 passed, 1 failed, 3 skipped`. */
export function countsTold(counts: TestCounts): string {
  return COUNTS.flatMap((key) => (counts[key] === null ? [] : `${counts[key]} ${key}`)).join(', ');
}

/** What a run came to, in a few words. */
export function measured({ counts, value }: Pick<Receipt, 'counts' | 'value'>): string {
  return value ?? (counts === null ? 'nothing told' : countsTold(counts));
}

function evidenceOf({ repository, oid, when, path }: Receipt): Evidence {
  return { by: 'receipt', repository, oid, when, receipt: path };
}
