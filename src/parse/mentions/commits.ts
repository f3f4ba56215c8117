import type { Span, Target } from '../../types.ts';
import { besideHash, isListed } from './commit-words.ts';
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

const OID_FIELD = /\/oid$/;
/** What a manifest lists is of a content, which has an id of the same look. */
const CONTENT_FIELD = /^\/current\/\d+\/oid$/;
const COMMITS_FIELD = /^\/commits?(?:\/\d+)?$/;

/** The least digits of a hash that nobody calls a commit. */
const USUAL = 7;

type CommitTarget = Extract<Target, { type: 'commit' }>;

/** How sure the words beside a hash are that it is one. */
interface Accepted {
  readonly end: number;
  readonly sentence: Span;
  readonly target: CommitTarget;
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
    const target = read(unit, place, hash, sentence, last, hits);
    if (target === null) continue;
    last = { end: place.end, sentence, target };
    found.push(foundAt(unit, place, target));
  }
  return found;
};

function read(
  unit: Unit,
  place: Span,
  hash: string,
  sentence: Span,
  last: Accepted | null,
  hits: readonly RepositoryHit[],
): CommitTarget | null {
  if (isInvented(hash)) return null;
  const { text } = unit;
  const mixed = isMixed(hash);
  const inCode = holding(unit.code, unit.start + place.start) !== null;
  const isNumber = /^\d+$/.test(hash);
  if (isNumber && COUNTED.test(text.slice(place.end, place.end + 12))) return null;

  const beside = besideHash(text, place, sentence, hits);
  if (beside.isForeign) return null;
  const implied = unit.field !== null && COMMITS_FIELD.test(unit.field);
  const isCalled = beside.isCalled || (implied && place.start < 4);
  if (isNumber && DAY_IN_DIGITS.test(hash) && !isCalled) return null;
  if (hash.length < USUAL && !isCalled && !beside.isPinned) return null;

  const target = (repository: string | null, near: string | null): CommitTarget => {
    return { type: 'commit', hash, repository, near, as: beside.isObject() ? 'object' : 'commit' };
  };
  if (last !== null && isListed(text, last.end, place.start)) {
    if (beside.repository === null && (mixed || isNumber)) {
      return target(last.target.repository, last.target.near);
    }
  }
  const namedSince = (start: number): string | null => {
    const hit = repositoryBefore(hits, place.start);
    return hit !== null && hit.start >= start ? hit.name : null;
  };
  const near =
    last?.sentence.start === sentence.start
      ? (last.target.repository ?? last.target.near)
      : namedSince(sentence.start);
  if (isCalled || beside.isPinned) return target(beside.repository, beside.repository === null ? near : null);
  if (beside.repository !== null && (mixed || isNumber)) return target(beside.repository, null);
  const spoken = near !== null || last?.sentence.start === sentence.start;
  if (isNumber && spoken && beside.isDone()) return target(null, near);
  if (!mixed) return null;
  if (unit.shape === 'row' && isWholeCell(text, place)) {
    const named = near ?? hits[0]?.name ?? null;
    return named === null ? null : target(null, named);
  }
  // "amended at 771aacd": in a sentence that speaks of a repository or has named a commit.
  const isCut = text.charAt(place.end) === '…';
  return spoken && (beside.isPlaced() || (inCode && !isCut)) ? target(null, near) : null;
}

function isMixed(hash: string): boolean {
  return /[a-f]/.test(hash) && /\d/.test(hash);
}

/** `aaaa1111`, `deadbeef`: what stands in examples. No real hash has but two digits in turn. */
const INVENTED = /^(?:(.)\1*(?:(?!\1)(.)(?:\1|\2)*)?$|deadbeef|cafebabe|c0ffee)/;

function isInvented(hash: string): boolean {
  return INVENTED.test(hash);
}

function foundAt({ start }: Unit, place: Span, target: CommitTarget): FoundMention {
  return { span: { start: start + place.start, end: start + place.end }, target };
}

function isWholeCell(text: string, { start, end }: Span): boolean {
  return (
    /(?:^|\|)[\s`*(]*$/.test(text.slice(Math.max(0, start - 200), start)) &&
    /^[\s`*)]*(?:\||$)/.test(text.slice(end, end + 200))
  );
}
