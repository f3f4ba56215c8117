import type { Span } from '../../types.ts';
import { type RepositoryHit, repositoryAfter, repositoryBefore } from './repository-hits.ts';
import { endsWith, fold } from './words.ts';

/** What the words right beside a hash say. */
export interface Beside {
  /** The repository that they name. */
  readonly repository: string | null;
  /** "commit", "HEAD", "hash" and the like stand before it. */
  readonly isCalled: boolean;
  /** A tag object is meant. */
  readonly isObject: () => boolean;
  /** `engine@771aacd` */
  readonly isPinned: boolean;
  /** A word stands before it that a place or time follows: "at", "since", an arrow. */
  readonly isPlaced: () => boolean;
  /** A word for what commits do stands before that one: "amended at". */
  readonly isDone: () => boolean;
  /** "React commit …", "upstream commit …": of something that slop.yaml does not name; "MD5 …": no commit at all. */
  readonly isForeign: boolean;
}

const REACH = 80;

/** Marks that may open around a hash. Backticks and stars are blank already. */
const OPENING = /[\s("'“‘[]*$/u;

const CALLED =
  /(?<=(?:^|[^\p{L}\p{N}_-])(?:commits?|HEADs?|tip|hash(?:es)?|revisions?|sha(?:-?1)?|oid|object|objects)(?:\s(?:is|was|now|at|of|=)){0,2}\s?[:=]?)/iuy;
const OBJECT = /(?<=(?:^|[^\p{L}\p{N}_-])objects?\s?[:=]?)/iuy;
const PLACED =
  /(?<=(?:^|[^\p{L}\p{N}_-])(?:at|as|from|to|since|until|by|after|before|through|with|in|is|was|and|merged|landed|pushed|amended|filed)|→)/iuy;

const DONE =
  /(?<=(?:^|[^\p{L}\p{N}_-])(?:added|amended|committed|filed|landed|merged|pushed|reverted|tagged)\s(?:again\s)?(?:at|by|in|with)\s?)/iuy;

/** A name in the middle of a sentence, or `owner/name`, right before "commit". */
const FOREIGN =
  /(?<=(?:[\p{L}\p{N},:;]\s(?!(?:The|This|That|Merge|Halt|Release|Step|Phase)\s)\p{Lu}[\p{L}\p{N}-]*\p{Ll}[\p{L}\p{N}-]*|(?:^|\s)(?:upstream|[\w.-]+\/[\w.-]+))(?:['’]s)?\s(?:commits?|HEAD|revision)\s?)/uy;

const DIGEST =
  /(?<=(?:^|[^\p{L}\p{N}_-])(?:md5|sha-?(?:224|256|384|512)|blake2|crc32|checksum|digest|etag)(?:\s(?:is|was|of|=))?\s?[:=]?)/iuy;

/** What may stand between the word for a repository and a hash. */
const BETWEEN =
  /^(?:['’]s)?(?:\s|[@:=("'“‘[]|(?:annotated\s)?tag\sobjects?|objects?|commits?|merge|merged|HEADs?|tip|hash|revisions?|main|master|repo|repository|branch|at|as|is|was|now|stood|stands|on|to|from|the|a){0,16}$/iu;

const AFTER = /^["'”’)\]]{0,3}(?:\s?\(\s?(?:the\s)?|\s(?:at|in|on|from|of)\s(?:the\s)?)$/u;
const AFTER_WORD = /^(?:\s(?:repo|repository|side|branch|main|HEAD)(?![\p{L}\p{N}_-])|[.,;:)\]]|$)/u;

/** Between two hashes of one list. */
const LISTED =
  /^[\s"'”’)\]]*(?:[,/&+→;–—]|\.{2,3}|(?:,\s?)?\b(?:and|or|to|then|through)\b)(?:\s(?:then|and|commits?))?[\s"'“‘([]*$/iu;

/** True when the text between two hashes makes them one list: "5534068 + 771aacd". */
export function isListed(text: string, from: number, to: number): boolean {
  return to - from < 40 && LISTED.test(fold(text.slice(from, to)));
}

/**
 * Reads the words beside a hash, before it within its sentence first, then after it. `hits` are in order. What only
 * some hashes are asked for is looked up when it is.
 */
export function besideHash(
  text: string,
  place: Span,
  sentence: Span,
  hits: readonly RepositoryHit[],
): Beside {
  const start = Math.max(sentence.start, place.start - REACH);
  const before = fold(text.slice(start, place.start)).replace(OPENING, '');
  const named = nameBefore(text, place, start, hits);
  return {
    repository: named ?? nameAfter(text, place, hits),
    isCalled: endsWith(CALLED, before),
    isObject: () => endsWith(OBJECT, before),
    isPinned: named !== null && before.endsWith('@'),
    isPlaced: () => endsWith(PLACED, before),
    isDone: () => endsWith(DONE, before),
    isForeign: (named === null && endsWith(FOREIGN, before)) || endsWith(DIGEST, before),
  };
}

function nameBefore(text: string, place: Span, start: number, hits: readonly RepositoryHit[]): string | null {
  const hit = repositoryBefore(hits, place.start);
  if (hit === null || hit.start < start) return null;
  return BETWEEN.test(fold(text.slice(hit.end, place.start))) ? hit.name : null;
}

function nameAfter(text: string, place: Span, hits: readonly RepositoryHit[]): string | null {
  const hit = repositoryAfter(hits, place.end);
  if (hit === null || hit.start - place.end > 20 || !AFTER.test(fold(text.slice(place.end, hit.start))))
    return null;
  return AFTER_WORD.test(fold(text.slice(hit.end, hit.end + 20))) ? hit.name : null;
}
