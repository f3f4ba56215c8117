import type { Claim, Graph } from '../../types.ts';

/** What the words of a rule about claims are made from. */
export interface ClaimData {
  /** What kind of statement it is: `head`, `baseline`, … */
  readonly type: string;
  /** What the note says, and what was found. */
  readonly recorded: string;
  readonly live: string;
  /** Where it was found: `engine`, a receipt, the record. */
  readonly where: string;
  /** What came between, where that is known. */
  readonly why: string | null;
  readonly [key: string]: string | null;
}

/**
 * Claims of the notes that can still be changed, the current versions outside of the archive, with the same claim of
 * one note once, at its first place.
 */
export function* currentClaims({ claims, byPath, lineages }: Graph): Iterable<Claim> {
  for (const [path, all] of claims) {
    const document = byPath.get(path);
    if (document === undefined || document.archived) continue;
    if (lineages.get(document.id)?.current !== document) continue;
    const seen = new Set<string>();
    for (const claim of all) {
      const key = `${claim.recorded}\0${claim.live ?? '\0'}\0${claim.evidence?.repository ?? '\0'}`;
      if (!seen.has(key)) yield claim;
      seen.add(key);
    }
  }
}

/** The data of a claim of which something was found. */
export function dataOf({ statement, recorded, live, evidence, why }: Claim): ClaimData {
  const where = evidence?.receipt ?? evidence?.repository ?? 'the record';
  return { type: statement.type, recorded, live: live ?? '', where, why };
}
