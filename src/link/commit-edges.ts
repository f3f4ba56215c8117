import type {
  Config,
  Document,
  Edge,
  EdgeTarget,
  HashReading,
  Ledger,
  Mention,
  RepositoryReading,
  Target,
  TargetOf,
} from '../types.ts';
import { nearest } from '../validate/nearest.ts';
import { repositoryOn } from './repository-names.ts';
import { edgeOf } from './states.ts';

/** What a note can name in a repository. */
export type Cited = TargetOf<'commit' | 'branch' | 'tag'>;

/** True for a mention of a commit, a branch or a tag. */
export function isOfRepository(target: Target): target is Cited {
  return target.type === 'commit' || target.type === 'branch' || target.type === 'tag';
}

type Found = Extract<HashReading, { type: 'object' }>;

/** Digits of a hash in most repositories; some have 64. */
const SHA1 = 40;

/** Hashes shorter than this are in another repository by chance. */
const TELLING = 7;

/**
 * Finds what a mention of a commit, branch or tag names. It is `unverified` where the repository could not be read
 * or history is cut off; `missing` with a target for a commit that is there but that no published ref leads to;
 * `missing` with candidates (`repository@hash`) when it is in another repository than the one that is said.
 */
export function commitFinder(
  ledger: Ledger,
  config: Config,
): (citing: Document, mention: Mention, target: Cited) => Edge {
  const all = [...(ledger.repositories?.values() ?? [])];
  const byName = new Map(all.map((reading) => [reading.name, reading]));
  const readable = all.filter(isRead);
  const complete = all.length > 0 && readable.length === all.length && config.repos.length > 0;
  const names = config.repos.map(({ name }) => name);
  return ({ path, date }, mention, target) => {
    const whole = { from: path, mention };
    if (target.repository !== null) {
      // The record's own repository has a name that slop.yaml need not have.
      const reading = byName.get(repositoryOn(target.repository, date, config) ?? target.repository);
      if (reading === undefined || !isRead(reading)) {
        // Any other that it lacks is a slip where one with nearly that name has the commit.
        const near = reading === undefined ? nearest(target.repository, names) : null;
        const meant = readable.filter(({ name }) => name === near);
        const others = target.type === 'commit' ? candidatesOf(target.hash, meant) : [];
        return edgeOf(path, mention, null, [others.length === 0 ? 'unverified' : 'missing'], others);
      }
      if (target.type !== 'commit') return namedEdge(whole, target, [reading], date);
      return saidEdge(whole, target.hash, reading, all, date);
    }
    if (target.type !== 'commit')
      return complete ? namedEdge(whole, target, readable, date) : anywhere(whole, target, readable);
    const near = target.near === null ? null : repositoryOn(target.near, date, config);
    return unsaidEdge(
      whole,
      target.hash,
      near,
      readable,
      complete && !readable.some((one) => isOlder(one, date)),
    );
  };
}

/** True for a clone that was last fetched on a day before the note was written: it may lack what the note names. */
function isOlder({ fetched }: RepositoryReading, date: string | null): boolean {
  return fetched !== null && date !== null && fetched.slice(0, 10) < date;
}

type Whole = Pick<Edge, 'from' | 'mention'>;

function isRead({ place, unread }: RepositoryReading): boolean {
  return place !== null && unread === null;
}

function saidEdge(
  whole: Whole,
  hash: string,
  reading: RepositoryReading,
  all: readonly RepositoryReading[],
  date: string | null,
): Edge {
  const { from, mention } = whole;
  const found = reading.hashes.get(hash);
  if (found?.type === 'object') return objectEdge(whole, reading, found);
  if (found?.type === 'ambiguous') {
    const candidates = found.oids.map((oid) => `${reading.name}@${oid}`);
    return edgeOf(from, mention, null, ['ambiguous'], candidates);
  }
  if (found === undefined || reading.partial !== null) return edgeOf(from, mention, null, ['unverified']);
  const candidates = candidatesOf(
    hash,
    all.filter((one) => one !== reading),
  );
  const state = candidates.length === 0 && isOlder(reading, date) ? 'unverified' : 'missing';
  return edgeOf(from, mention, null, [state], candidates);
}

function unsaidEdge(
  whole: Whole,
  hash: string,
  near: string | null,
  readable: readonly RepositoryReading[],
  complete: boolean,
): Edge {
  const { from, mention } = whole;
  const beside = readable.find(({ name }) => name === near);
  const known = beside?.hashes.get(hash);
  if (beside !== undefined && known?.type === 'object') return objectEdge(whole, beside, known);
  const ambiguous = readable.flatMap(({ name, hashes }) => {
    const reading = hashes.get(hash);
    return reading?.type === 'ambiguous' ? reading.oids.map((oid) => `${name}@${oid}`) : [];
  });
  const found = foundAmong(hash, readable);
  const oids = new Set(found.map(({ found: { oid } }) => oid));
  if (oids.size + ambiguous.length > 1) {
    const candidates = [
      ...found.map(({ reading, found: { oid } }) => `${reading.name}@${oid}`),
      ...ambiguous,
    ];
    return edgeOf(from, mention, null, ['ambiguous'], candidates);
  }
  const [first] = found;
  if (first !== undefined) return objectEdge(whole, first.reading, first.found);
  // Of a digest of something else nobody says that it is a commit.
  const mayBe =
    hash.length <= SHA1 ||
    readable.some(({ branches }) => [...branches.values()].some((oid) => oid.length > SHA1));
  const sure = mayBe && complete && readable.every(({ partial }) => partial === null);
  return edgeOf(from, mention, null, [sure ? 'missing' : 'unverified']);
}

/** The commits that a hash may be in repositories which nobody named; none where it is too short to tell. */
function candidatesOf(hash: string, readings: readonly RepositoryReading[]): readonly string[] {
  if (hash.length < TELLING) return [];
  return foundAmong(hash, readings).map(({ reading: { name }, found: { oid } }) => `${name}@${oid}`);
}

function foundAmong(hash: string, readings: readonly RepositoryReading[]) {
  return readings.flatMap((reading) => {
    const found = reading.hashes.get(hash);
    return found?.type === 'object' && isRead(reading) ? [{ reading, found }] : [];
  });
}

function objectEdge(
  { from, mention }: Whole,
  { name }: RepositoryReading,
  { oid, kind, published }: Found,
): Edge {
  const to: EdgeTarget = { type: 'object', repository: name, oid, kind, published };
  return edgeOf(from, mention, to, published === null ? ['unverified'] : published ? [] : ['missing']);
}

/** A branch or tag in repositories of which everything is known; each other name of the same kind counts too. */
function namedEdge(
  whole: Whole,
  target: Exclude<Cited, { type: 'commit' }>,
  readings: readonly RepositoryReading[],
  date: string | null,
): Edge {
  const edge = anywhere(whole, target, readings);
  if (edge.to !== null || readings.some((one) => one.partial !== null || isOlder(one, date))) return edge;
  return edgeOf(whole.from, whole.mention, null, ['missing']);
}

/** The first repository that has the branch or tag; a merged branch lives on as the tag of its name. */
function anywhere(
  { from, mention }: Whole,
  { type, name }: Exclude<Cited, { type: 'commit' }>,
  readings: readonly RepositoryReading[],
): Edge {
  for (const { name: repository, branches, tags } of readings) {
    const branch = branches.get(name) ?? null;
    const tag = tags.get(name)?.commit ?? null;
    const oid = type === 'branch' ? (branch ?? tag) : (tag ?? branch);
    if (oid === null) continue;
    const to = { type: 'object', repository, oid, kind: 'commit', published: null } as const;
    return edgeOf(from, mention, to, []);
  }
  return edgeOf(from, mention, null, ['unverified']);
}
