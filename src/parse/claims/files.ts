import type { Assertion, Mention, Statement } from '../../types.ts';
import { repositoryBefore } from '../mentions/repository-hits.ts';
import { bare, mentionsWithin, type Passage, placeIn, sentenceOf } from './passage.ts';

/** A file by its path, or by its name alone; one with a line number behind it is a mention of that line. */
const FILE =
  /(?<![\p{L}\p{N}_@:/.~-])[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)*\.[A-Za-z][A-Za-z0-9]{0,7}(?![\p{L}\p{N}_/:-]|\.[\p{L}\p{N}])/gu;

/** What may stand between a file and the commit at which it is said to be. */
const AT =
  /^["'”’)\]]?(?:\s|[(),;:"'“‘→]|(?:is|was|as|it|there|exists?|present|lies?|stands?|stood|filed|amended|added|committed|landed|pushed|written|first|and|at|on|in|of|the|repo|repository|branch|main|HEAD|head|commit|revision)(?![\p{L}\p{N}_-]))*(?:at|in|with|by|commit|HEAD|@)\s?(?:the|commit|HEAD|head|revision|\s)*["'“‘(]?$/iu;

/** Longest way from a file to its commit. */
const REACH = 120;

/** What may stand between a file and the branch on which it is said to be. */
const ON =
  /^["'”’)\]]?(?:[\s(),:]|is|lies?|filed|committed|now)*(?:on|in)\s(?:the\s)?(?:repo\s|repository\s)?(?:branch\s)?["'“‘]?$/iu;

type Exists = Extract<Statement, { type: 'exists' }>;

/**
 * Files that are said to be there at a commit, or on a branch: "docs/fares.md (filed at engine commit 5534068; amended
 * at 771aacd)".
 */
export function fileClaims(passage: Passage): readonly Assertion[] {
  const { unit } = passage;
  const files = [...unit.text.matchAll(FILE)].map(({ 0: path, index }) => ({
    path,
    span: { start: index, end: index + path.length },
  }));
  return files.flatMap(({ path, span }, index): readonly Assertion[] => {
    const sentence = sentenceOf(passage, span.start);
    const end = Math.min(sentence.end, files[index + 1]?.span.start ?? Infinity, span.end + REACH);
    return mentionsWithin(passage, span.end, end).flatMap((mention) => {
      const where = whereOf(mention, passage);
      if (where === null) return [];
      const between = bare(passage, span.end, placeIn(passage, mention).start);
      if (!(where.oid === null ? ON : AT).test(between)) return [];
      const statement: Exists = { type: 'exists', path, ...where };
      return [
        {
          span: { start: unit.start + span.start, end: unit.start + span.end },
          field: mention.field,
          statement,
        },
      ];
    });
  });
}

/** Where a mention says that a file is; null for one that is no commit and no branch. */
function whereOf({ target, span }: Mention, { hits, unit }: Passage): Omit<Exists, 'type' | 'path'> | null {
  if (target.type === 'commit' && target.as === 'commit')
    return { repository: target.repository ?? target.near, oid: target.hash, branch: null };
  if (target.type !== 'branch') return null;
  const named = target.repository ?? repositoryBefore(hits, span.start - unit.start)?.name ?? null;
  return { repository: named, oid: null, branch: target.name };
}
