import { counted } from '../parse/in-threes.ts';
import type { Claim, Edit, Plan, Receipt } from '../types.ts';
import { numbered, planOf } from './plan.ts';
import { receiptWrites } from './verify/receipts.ts';
import { updatesOf } from './verify/updates.ts';
import type { PlanView } from './view.ts';

/** What a look at claims is to leave behind. */
export interface VerifyParts {
  /** Claims as they were found. */
  readonly claims: readonly Claim[];
  /** Runs of probes that were measured. */
  readonly receipts: readonly Receipt[];
  /** Whether receipts are filed in the record. */
  readonly keep: boolean;
  /** Whether notes are to say what was found. */
  readonly update: boolean;
}

/**
 * Files receipts in the record, and writes what was found into the notes that say otherwise: in their heads at once,
 * in prose as questions.
 */
export async function verifyPlan(
  view: PlanView,
  { claims, receipts, keep, update }: VerifyParts,
): Promise<Plan> {
  const writes = keep ? receiptWrites(receipts, view) : [];
  const differing = update ? claims.filter(({ state }) => state === 'contradicted') : [];
  const paths = [...new Set(differing.map(({ from }) => from))].sort();
  const base: Record<string, string | null> = Object.fromEntries(writes.map(({ path }) => [path, null]));
  const edits: Edit[] = [];
  const questions: Parameters<typeof numbered>[0][number][] = [];
  const remarks: string[] = [];
  for (const path of paths) {
    const { text, oid } = await view.sourceOf(path);
    base[path] = oid;
    const draft = view.graph.byPath.get(path)?.draft;
    if (!draft) continue;
    const found = updatesOf(
      differing.filter(({ from }) => from === path),
      receipts,
      draft,
      text,
    );
    edits.push(...found.edits);
    questions.push(...found.questions);
    remarks.push(...found.remarks);
  }
  const title = titleOf(writes.length, paths);
  return planOf({
    title,
    base,
    edits,
    writes,
    questions: numbered(questions),
    remarks,
    commit: { subject: title.charAt(0).toUpperCase() + title.slice(1), trailers: [] },
  });
}

function titleOf(receipts: number, paths: readonly string[]): string {
  const filed = receipts === 0 ? [] : [`file ${counted(receipts, 'receipt')}`];
  const updated =
    paths.length === 0
      ? []
      : [
          `update what ${paths.length === 1 ? paths[0] : `${paths.length} notes`} ${paths.length === 1 ? 'claims' : 'claim'}`,
        ];
  return [...filed, ...updated].join(', and ') || 'nothing to write';
}
