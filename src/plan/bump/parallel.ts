import type { Plan } from '../../types.ts';

/** A file that two branches made: what stands there now, and the two texts. */
export interface TwoTexts {
  /** Git blob id and length of what the merge left there. */
  readonly left: { readonly oid: string; readonly length: number };
  /** The text that keeps the version. */
  readonly kept: string;
  /** The text that becomes the next version. */
  readonly next: string;
}

/**
 * The plan of a bump that was made as if `next` alone stood at each of these paths, for the files as the merge left
 * them: the kept text takes its place there before it is archived, and the next version begins as the other text.
 */
export function settledParallel(plan: Plan, texts: ReadonlyMap<string, TwoTexts>): Plan {
  const base = Object.fromEntries(
    Object.entries(plan.base).map(([path, oid]) => [path, texts.get(path)?.left.oid ?? oid]),
  );
  const made = plan.copies.filter(({ from }) => texts.has(from));
  return {
    ...plan,
    base,
    remarks: [...plan.remarks, 'The merge goes on when these files are added with git add.'],
    edits: [
      ...plan.edits,
      ...[...texts].map(([path, { left, kept }]) => ({
        path,
        span: { start: 0, end: left.length },
        text: kept,
      })),
    ],
    copies: plan.copies.filter(({ from }) => !texts.has(from)),
    writes: [
      ...plan.writes,
      ...made.map(({ from, to }) => ({ path: to, text: texts.get(from)?.next ?? '' })),
    ],
  };
}
