import type { Assertion, Mention, Statement } from '../../types.ts';
import { repositoryBefore } from '../mentions/repository-hits.ts';
import { mentionsWithin, type Passage, placeInUnit, sentenceOf, wordsBetween } from './passage.ts';

/** A file by its path, or by its name alone; one with a line number behind it is a mention of that line. */
const FILE =
  /(?<![\p{L}\p{N}_@:/.~-])[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)*\.[A-Za-z][A-Za-z0-9]{0,7}(?![\p{L}\p{N}_/:-]|\.[\p{L}\p{N}])/gu;

/** Without one there is no file to look for. */
const EXTENSION = /\.[A-Za-z]/;

const SAYS =
  'is|was|there|exists?|present|lies?|stands?|stood|filed|amended|added|committed|landed|pushed|written';
const WORD_END = String.raw`(?![\p{L}\p{N}_-])`;

/** What may stand between a file and the commit at which it is said to be; behind a semicolon a verb has to say so. */
const AT = new RegExp(
  String.raw`^["'”’)\]]?(?:\s|[(),:"'“‘→]|;(?=\s?(?:(?:and|as|it|first)\s)*(?:${SAYS})${WORD_END})|(?:${SAYS}|as|it|first|and|at|on|in|of|the|repo|repository|branch|main|HEAD|head|commit|revision)${WORD_END})*(?:at|in|with|by|commit|HEAD|@)\s?(?:the|commit|HEAD|head|revision|\s)*["'“‘(]?$`,
  'iu',
);

/** Longest way from a file to its commit. */
const REACH = 120;
/** Longest path that is looked for. */
const LONGEST = 200;

/** What may stand between a file and the branch on which it is said to be. */
const ON =
  /^["'”’)\]]?(?:[\s(),:]|is|lies?|filed|committed|now)*(?:on|in)\s(?:the\s)?(?:repo\s|repository\s)?(?:branch\s)?["'“‘]?$/iu;

/** What is said right before a commit that changed a file which was there before. */
const AMENDED =
  /(?<![\p{L}\p{N}_-])(?:amended|updated|changed|revised|corrected)\s(?:once\smore\s|again\s)?(?:at|in|with|by)(?:\s(?:the|commit|head|HEAD))*\s?["'“‘(]?$/iu;

type Exists = Extract<Statement, { type: 'exists' }>;

/**
 * Files that are said to be there at a commit, or on a branch: "docs/fares.md (filed at engine commit 5534068; amended
 * at 771aacd)"; the second is to have another text than the first.
 */
export function fileClaims(passage: Passage): readonly Assertion[] {
  const { unit } = passage;
  return passage.mentions.flatMap((mention): readonly Assertion[] => {
    const where = whereOf(mention, passage);
    if (where === null) return [];
    const { start } = placeInUnit(passage, mention);
    const from = Math.max(sentenceOf(passage, start).start, start - REACH - LONGEST);
    const before = unit.text.slice(from, start);
    const file = EXTENSION.test(before) ? [...before.matchAll(FILE)].at(-1) : undefined;
    if (file === undefined) return [];
    const [path] = file;
    const span = { start: from + file.index, end: from + file.index + path.length };
    if (!(where.oid === null ? ON : AT).test(wordsBetween(passage, span.end, start))) return [];
    const raw = { start: unit.start + span.start, end: unit.start + span.end };
    const since = where.oid === null ? null : amendedSince(passage, span.end, start);
    const statement = { type: 'exists', path, ...where, ...(since !== null && { since }) } as const;
    return [{ span: raw, field: mention.field, statement }];
  });
}

/** The commit named last between a file and the one that is said to have amended it; null for another one. */
function amendedSince(passage: Passage, from: number, to: number): string | null {
  if (!AMENDED.test(wordsBetween(passage, from, to))) return null;
  const before = mentionsWithin(passage, from, to).findLast(({ target }) => target.type === 'commit');
  return before?.target.type === 'commit' ? before.target.hash : null;
}

/** Where a mention says that a file is; null for one that is no commit and no branch. */
function whereOf({ target, span }: Mention, { hits, unit }: Passage): Omit<Exists, 'type' | 'path'> | null {
  if (target.type === 'commit' && target.as === 'commit')
    return { repository: target.repository ?? target.near, oid: target.hash, branch: null };
  if (target.type !== 'branch') return null;
  const named = target.repository ?? repositoryBefore(hits, span.start - unit.start)?.name ?? null;
  return { repository: named, oid: null, branch: target.name };
}
