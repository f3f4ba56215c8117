import type { BranchHeadReading, Document, Evidence, RepositoryReading, Statement } from '../../types.ts';
import { isLive } from '../live.ts';
import { asserted, type Judged, judgement } from './judged.ts';
import { cloneMeant, type Known } from './known.ts';

type Of<T extends Statement['type']> = Extract<Statement, { type: T }>;

/**
 * A note that still speaks is held against the branch as it is. One that is closed is held against the branch as it
 * was on the day of the note: a commit that followed later is no fault of it.
 */
export function judgeHeadClaim(statement: Of<'head'>, citing: Document, known: Known): Judged {
  const reading = cloneMeant(statement, citing, known);
  if (typeof reading === 'string') return asserted(reading);
  const { branch, oid } = statement;
  const tip = branch === null ? null : (reading.branches.get(branch) ?? null);
  if (branch !== null && tip === null) return asserted(`${reading.name} has no branch ${branch} now`);
  if (tip?.startsWith(oid)) return judgement(true, at(branch ?? '', tip), gitAt(reading, tip));
  const place = placeOf(statement, reading, known);
  if (place?.next === null) return judgement(true, at(place.branch, place.tip), gitAt(reading, place.tip));
  if (place === undefined && (tip === null || (reading.partial ?? reading.unwalked) !== null)) {
    return asserted(`${reading.name} does not tell where ${oid} stands`);
  }
  const next = place ? (reading.commits.get(place.next ?? '') ?? null) : null;
  if (place && next !== null && !isBefore(next.date, citing.date)) {
    const why = `${place.branch} went on to ${next.oid.slice(0, 7)} on ${next.date.slice(0, 10)}`;
    if (!isLive(citing, known))
      return { ...judgement(true, at(place.branch, place.tip), gitAt(reading, next.oid)), why };
    return {
      ...judgement(false, at(place.branch, place.tip), gitAt(reading, place.tip)),
      why,
      overtaken: true,
    };
  }
  const [name, now] = place
    ? [place.branch, place.tip]
    : [
        branch ?? publishedBranch(reading, known),
        tip ?? reading.branches.get(publishedBranch(reading, known)),
      ];
  return now === undefined
    ? asserted(`no branch of ${reading.name} is known`)
    : judgement(false, at(name, now), gitAt(reading, now));
}

/** Without a branch in the note: a branch that is at the commit, else the published one, else any other that was. */
function placeOf(
  { branch, oid }: Of<'head'>,
  reading: RepositoryReading,
  known: Known,
): BranchHeadReading | null | undefined {
  const place = reading.heads.get(`${branch ?? ''}@${oid}`);
  if (branch !== null || place?.next === null) return place;
  return reading.heads.get(`${publishedBranch(reading, known)}@${oid}`) ?? place;
}

/** A tag is held against the commit that it leads to, and against its own object. */
export function judgeTag(statement: Of<'tag'>, citing: Document, known: Known): Judged {
  const reading = cloneMeant(statement, citing, known);
  if (typeof reading === 'string') return asserted(reading);
  const { tag, oid } = statement;
  const there = reading.tags.get(tag);
  if (there === undefined) return asserted(`${reading.name} has no tag ${tag}`);
  const { commit } = there;
  const holds = commit?.startsWith(oid) || there.oid.startsWith(oid);
  return judgement(holds, at(tag, commit ?? there.oid), gitAt(reading, commit ?? there.oid));
}

/**
 * A path is looked up in the tree of its commit, or of the published branch. One that is said to have been amended
 * there is to differ from what it was at the commit before.
 */
export function judgeExists(statement: Of<'exists'>, citing: Document, known: Known): Judged {
  const reading = cloneMeant(statement, citing, known);
  if (typeof reading === 'string') return asserted(reading);
  const branch = statement.branch ?? publishedBranch(reading, known);
  const file = reading.files.get(`${statement.oid ?? branch}:${statement.path}`);
  if (file === undefined)
    return asserted(`${reading.name} does not tell what is at ${statement.oid ?? branch}`);
  const hash = statement.oid === null ? null : reading.hashes.get(statement.oid);
  const commit = hash?.type === 'object' ? (hash.commit ?? hash.oid) : (reading.branches.get(branch) ?? '');
  if (file === null && statement.oid === null && !isLive(citing, known)) {
    return asserted(`${branch} of ${reading.name} has no such file now`);
  }
  const { since } = statement;
  const before = since === undefined ? null : (reading.files.get(`${since}:${statement.path}`) ?? null);
  if (since !== undefined && file !== null && before?.oid === file.oid && since !== statement.oid) {
    return judgement(false, `as it was at ${since.slice(0, 7)}`, gitAt(reading, commit));
  }
  return judgement(
    file !== null,
    file === null ? 'not there' : file.path === statement.path ? 'there' : file.path,
    gitAt(reading, commit),
  );
}

function publishedBranch({ name }: RepositoryReading, { config }: Known): string {
  return config.repos.find((one) => one.name === name)?.branch ?? 'main';
}

function at(name: string, oid: string): string {
  return `${name} at ${oid.slice(0, 7)}`;
}

function gitAt({ name, commits }: RepositoryReading, oid: string): Evidence {
  return { by: 'git', repository: name, oid, when: commits.get(oid)?.date ?? null, receipt: null };
}

function isBefore(date: string, day: string | null): boolean {
  return day !== null && date.slice(0, 10) < day;
}
