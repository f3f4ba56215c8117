import type { ReadingOrder } from '../../link/reading-order.ts';
import { differenceOf } from '../../report/claims.ts';
import type { ListedDocument } from '../../rules/listed.ts';
import type { Claim, Document, Receipt } from '../../types.ts';
import { listedJson } from './list.ts';

/** What a look at one note, or at all that still speak, came to. */
interface Verified {
  /** Null for all. */
  readonly note: Document | null;
  readonly listed: readonly ListedDocument[];
  readonly claims: readonly Claim[];
  readonly reading: ReadingOrder | null;
  readonly receipts: readonly Receipt[];
}

/** The same as `--json` prints it, by schemas/output/verify.json. */
export function verifyJson(
  { note, listed, claims, reading, receipts }: Verified,
  pathOf: (path: string) => string,
): object {
  const states = (state: Claim['state']): number => claims.filter((claim) => claim.state === state).length;
  return {
    id: note?.id ?? null,
    path: note === null ? null : pathOf(note.path),
    summary: {
      listed: listed.length,
      wrong: listed.filter(({ problems }) => problems.length > 0).length,
      claims: {
        verified: states('verified'),
        contradicted: states('contradicted'),
        stale: states('stale'),
        asserted: states('asserted'),
      },
    },
    documents: listed.map((one) => listedJson(one, pathOf)),
    claims: claims.map((claim) => {
      const { from, span, field, statement, state, recorded, live, evidence, why } = claim;
      const difference = differenceOf(claim) || null;
      return {
        path: pathOf(from),
        span,
        field,
        type: statement.type,
        state,
        recorded,
        live,
        difference,
        evidence,
        why,
      };
    }),
    reading: reading && {
      ...reading,
      entries: reading.entries.map((one) => ({ ...one, path: one.path && pathOf(one.path) })),
    },
    receipts: receipts.map(({ path, ...receipt }) => ({ path: pathOf(path), ...receipt })),
  };
}
