import { counted } from '../parse/in-threes.ts';
import type { ListedDocument } from '../rules/listed.ts';
import type { Claim, Document, Edit, Plan, Receipt } from '../types.ts';
import { numbered, planOf } from './plan.ts';
import { contentEdits, hasOtherContent, isBehind } from './verify/contents.ts';
import { receiptWrites } from './verify/receipts.ts';
import { updatesOf } from './verify/updates.ts';
import type { PlanView } from './view.ts';

/** What a look at claims is to leave behind. */
interface VerifyParts {
  /** Claims as they were found. */
  readonly claims: readonly Claim[];
  /** A note that lists documents, and how they were found; null for any other. */
  readonly list: { readonly note: Document; readonly listed: readonly ListedDocument[] } | null;
  /** Runs of probes that were measured. */
  readonly receipts: readonly Receipt[];
  /** Whether receipts are filed in the record. */
  readonly keep: boolean;
  /** Whether notes are to say what was found. */
  readonly update: boolean;
}

/**
 * Files receipts in the record, and writes what was found into the notes that say otherwise: in their heads at once,
 * in prose as questions, and what listed documents hold at once wherever it is listed.
 */
export async function verifyPlan(
  view: PlanView,
  { claims, list, receipts, keep, update }: VerifyParts,
): Promise<Plan> {
  const writes = keep ? receiptWrites(receipts, view) : [];
  const differing = update ? claims.filter(({ state }) => state === 'contradicted') : [];
  const standing = update && list !== null && isCurrent(list.note, view) ? list : null;
  const changed = standing?.listed.some(hasOtherContent) ? standing : null;
  const paths = [
    ...new Set([...differing.map(({ from }) => from), ...(changed === null ? [] : [changed.note.path])]),
  ].sort();
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
    if (path === changed?.note.path) edits.push(...contentEdits(path, changed.listed, text));
    questions.push(...found.questions);
    remarks.push(...found.remarks);
  }
  if (standing?.listed.some(isBehind)) remarks.push(movedOn(standing.note, view));
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

function isCurrent(note: Document, { graph }: PlanView): boolean {
  return !note.archived && graph.lineages.get(note.id)?.current === note;
}

function movedOn({ path, kind }: Document, { kinds }: PlanView): string {
  const next = kinds.get(kind)?.keys.includes('absorbs')
    ? 'slop absorb makes its next version with those of today'
    : 'slop bump makes its next version';
  return `${path} lists versions that moved on: ${next}.`;
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
