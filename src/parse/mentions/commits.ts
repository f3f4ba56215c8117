import type { Span, TargetOf } from '../../types.ts';
import { type Beside, besideHash, isListed } from './commit-words.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { type RepositoryHit, repositoryBefore, repositoryHits } from './repository-hits.ts';
import { sentenceAt } from './sentences.ts';
import { holding } from './spans.ts';
import type { Unit } from './units.ts';
import { matchAt, matchesOf } from './words.ts';

/** Digits and letters a to f that are a word of their own: no part of a UUID, a path, a colour, a number or a name. */
const HASH =
  /(?<![\p{L}\p{N}_#$€£/\\\-\ufffc]|\d[.,:]|[^.]\.)[0-9a-f]{4,64}(?![\p{L}\p{N}_/%\ufffc]|-[\p{L}\p{N}]|:\d|\.[\p{L}\p{N}]|,\d{1,3}(?![0-9a-f]))/uy;

/** Where to look closely. */
const RUN = /\b[0-9a-f]{4,64}\b/g;

/** A number is no hash when it is counted, or is a day. */
const COUNTED =
  /^\s{0,2}(?:pass|fail|skip|test|note|word|line|row|file|token|byte|ms\b|seconds?\b|user|item|request|mention|record|page|%)/i;
/** Eight digits that are a day. */
export const DAY_IN_DIGITS = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** `aaaa1111`, `deadbeef`: what stands in examples. No real hash has but two digits in turn. */
const INVENTED = /^(?:(.)\1*(?:(?!\1)(.)(?:\1|\2)*)?$|deadbeef|cafebabe|c0ffee)/;

const OID_FIELD = /\/oid$/;
/** What a manifest lists is of a content, which has an id of the same look. */
const CONTENT_FIELD = /^\/current\/\d+\/oid$/;
const COMMITS_FIELD = /^\/commits?(?:\/\d+)?$/;

/** The least digits of a hash that nobody calls a commit. */
const USUAL = 7;

/** Which repository a hash is of: one that is named with it, or one that is named near it. */
type Owner = Pick<TargetOf<'commit'>, 'repository' | 'near'>;

/** A hash that was taken for one. */
interface Accepted {
  readonly end: number;
  readonly sentence: Span;
  readonly target: TargetOf<'commit'>;
}

/** What may be a hash, and what stands around it. */
interface Candidate {
  readonly unit: Unit;
  readonly place: Span;
  readonly hash: string;
  readonly sentence: Span;
  readonly last: Accepted | null;
  readonly hits: readonly RepositoryHit[];
}

/**
 * Commits and tag objects by their hash, where the words beside say so: after the word for a repository ("engine
 * 771aacd", "OL at e435b30"), after "commit", "HEAD" and the like, before a repository ("771aacd (engine)"), in a list
 * behind such a one, in a row of a table that names a repository. A bare hash is only letters and digits.
 */
export const commits: Grammar = (unit, setting) => {
  if (unit.field !== null && CONTENT_FIELD.test(unit.field)) return [];
  const found: FoundMention[] = [];
  let hits: readonly RepositoryHit[] | null = null;
  let last: Accepted | null = null;
  const isOid = unit.field !== null && OID_FIELD.test(unit.field);
  for (const { 0: run, index: start } of matchesOf(RUN, unit.text)) {
    // Years and words: most runs are no more.
    if (!isOid && run.length < USUAL && !isMixed(run)) continue;
    const hash = matchAt(HASH, unit.text, start)?.[0];
    if (hash === undefined) continue;
    const place = { start, end: start + hash.length };
    if (isOid) {
      if (!/^["'\s]*$/.test(unit.text.slice(0, start) + unit.text.slice(place.end))) continue;
      found.push(foundAt(unit, place, { type: 'commit', hash, repository: null, near: null, as: 'commit' }));
      continue;
    }
    hits ??= repositoryHits(unit.text, setting);
    const sentence = sentenceAt(unit.sentences(), start);
    const target = read({ unit, place, hash, sentence, last, hits });
    if (target === null) continue;
    last = { end: place.end, sentence, target };
    found.push(foundAt(unit, place, target));
  }
  return found;
};

function read(candidate: Candidate): TargetOf<'commit'> | null {
  const { unit, place, hash, sentence, hits } = candidate;
  if (INVENTED.test(hash)) return null;
  const isNumber = !/[a-f]/.test(hash);
  if (isNumber && COUNTED.test(unit.text.slice(place.end, place.end + 12))) return null;
  const beside = besideHash(unit.text, place, sentence, hits);
  if (beside.isForeign) return null;
  const isCalled = beside.isCalled || (isInCommitField(unit) && place.start < 4);
  if (isNumber && DAY_IN_DIGITS.test(hash) && !isCalled) return null;
  if (hash.length < USUAL && !isCalled && !beside.isPinned) return null;
  const owner = ownerOf(candidate, beside, isCalled);
  return owner && { type: 'commit', hash, ...owner, as: beside.isObject() ? 'object' : 'commit' };
}

/** Null where too little says that it is a commit. */
function ownerOf(candidate: Candidate, beside: Beside, isCalled: boolean): Owner | null {
  const { unit, place, hash, sentence, last, hits } = candidate;
  const { repository } = beside;
  const hasDigit = /\d/.test(hash);
  if (last !== null && repository === null && hasDigit && isListed(unit.text, last.end, place.start))
    return { repository: last.target.repository, near: last.target.near };
  const goesOn = last?.sentence.start === sentence.start;
  const near = goesOn
    ? (last.target.repository ?? last.target.near)
    : namedIn(hits, sentence.start, place.start);
  const owner = { repository, near: repository === null ? near : null };
  if (isCalled || beside.isPinned || (repository !== null && hasDigit)) return owner;
  if (!hasDigit) return null;
  const isSpokenOf = goesOn || near !== null;
  if (!isMixed(hash)) return isSpokenOf && beside.isDone() ? owner : null;
  if (unit.shape === 'row' && isWholeCell(unit.text, place)) {
    const named = near ?? hits[0]?.name ?? null;
    return named === null ? null : { repository: null, near: named };
  }
  // "amended at 771aacd": in a sentence that speaks of a repository or has named a commit.
  return isSpokenOf && (beside.isPlaced() || isWholeCode(unit, place)) ? owner : null;
}

/** The repository that was named last between two places. */
function namedIn(hits: readonly RepositoryHit[], from: number, to: number): string | null {
  const hit = repositoryBefore(hits, to);
  return hit !== null && hit.start >= from ? hit.name : null;
}

function isInCommitField({ field }: Unit): boolean {
  return field !== null && COMMITS_FIELD.test(field);
}

/** True in code, where nothing says that a part of it was cut off. */
function isWholeCode({ text, code, start }: Unit, place: Span): boolean {
  return text.charAt(place.end) !== '…' && holding(code, start + place.start) !== null;
}

function isMixed(hash: string): boolean {
  return /[a-f]/.test(hash) && /\d/.test(hash);
}

function foundAt({ start }: Unit, place: Span, target: TargetOf<'commit'>): FoundMention {
  return { span: { start: start + place.start, end: start + place.end }, target };
}

function isWholeCell(text: string, { start, end }: Span): boolean {
  return (
    /(?:^|\|)[\s`*(]*$/.test(text.slice(Math.max(0, start - 200), start)) &&
    /^[\s`*)]*(?:\||$)/.test(text.slice(end, end + 200))
  );
}
