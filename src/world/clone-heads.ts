import type { BranchHeadReading, HashReading, HeadWant } from '../types.ts';
import type { CommitIndex } from './clone-commits.ts';

/** Branches that a commit without the name of one is looked for on. */
const MOST_BRANCHES = 100;

/**
 * Where commits stand on the branches that they are said to be the heads of, as `RepositoryReading.heads` has them.
 * Only the commits that a branch was itself at count: first parents, from its tip.
 */
export function readHeads(
  wants: readonly HeadWant[],
  hashes: ReadonlyMap<string, HashReading>,
  branches: ReadonlyMap<string, string>,
  commits: CommitIndex,
): ReadonlyMap<string, BranchHeadReading | null> {
  const walked = new Map<string, ReadonlyMap<string, string | null>>();
  const followersOn = (tip: string): ReadonlyMap<string, string | null> => {
    const known = walked.get(tip) ?? followers(tip, commits);
    walked.set(tip, known);
    return known;
  };
  const heads = new Map<string, BranchHeadReading | null>();
  for (const { branch, hash } of wants) {
    const reading = hashes.get(hash);
    if (reading?.type !== 'object' || reading.kind !== 'commit') continue;
    const { oid } = reading;
    const asked = [...branches].filter(([name]) => branch === null || name === branch);
    if (branch !== null && asked.length === 0) continue;
    const at = asked.find(([, tip]) => tip === oid);
    const place =
      at ?? asked.slice(0, MOST_BRANCHES).find(([, tip]) => followersOn(tip).get(oid) !== undefined);
    heads.set(
      `${branch ?? ''}@${hash}`,
      place === undefined
        ? null
        : { branch: place[0], tip: place[1], next: at ? null : (followersOn(place[1]).get(oid) ?? null) },
    );
  }
  return heads;
}

/** Each commit that a branch was at → the one that it went to next; null for its tip. */
function followers(tip: string, { firstParent }: CommitIndex): ReadonlyMap<string, string | null> {
  const after = new Map<string, string | null>([[tip, null]]);
  let child = tip;
  for (let oid = firstParent(tip); oid !== null && !after.has(oid); oid = firstParent(oid)) {
    after.set(oid, child);
    child = oid;
  }
  return after;
}
