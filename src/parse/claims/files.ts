import type { Assertion, Span } from '../../types.ts';
import { bare, type Passage, placeIn, sentenceOf } from './passage.ts';

/** A file by its path, or by its name alone; one with a line number behind it is a mention of that line. */
const FILE =
  /(?<![\p{L}\p{N}_@:/.~-])[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)*\.[A-Za-z][A-Za-z0-9]{0,7}(?![\p{L}\p{N}_/:-]|\.[\p{L}\p{N}])/gu;

/** What may stand between a file and the commit at which it is said to be. */
const AT =
  /^["'”’)\]]?(?:\s|[(),;:"'“‘→]|(?:is|was|as|it|there|exists?|present|lies?|stands?|stood|filed|amended|added|committed|landed|pushed|written|first|and|at|on|in|of|the|repo|repository|branch|main|HEAD|head|commit|revision)(?![\p{L}\p{N}_-]))*(?:at|in|with|by|commit|HEAD|@)\s?(?:the|commit|HEAD|head|revision|\s)*["'“‘(]?$/iu;

/** Longest way from a file to its commit. */
const REACH = 120;

/** Files that are said to be there at a commit: "docs/fares.md (filed at engine commit 5534068; amended at 771aacd)". */
export function fileClaims(passage: Passage): readonly Assertion[] {
  const { unit, mentions } = passage;
  const commits = mentions.filter(({ target }) => target.type === 'commit' && target.as === 'commit');
  if (commits.length === 0) return [];
  const files = [...unit.text.matchAll(FILE)].map(({ 0: path, index }) => ({
    path,
    span: { start: index, end: index + path.length },
  }));
  return files.flatMap(({ path, span }, index): readonly Assertion[] => {
    const end = Math.min(sentenceOf(passage, span.start).end, files[index + 1]?.span.start ?? Infinity);
    return commits.flatMap(({ target, field, ...mention }) => {
      const place = placeIn(passage, { target, field, ...mention });
      if (target.type !== 'commit' || !isWithin(place, span.end, end)) return [];
      if (!AT.test(bare(passage, span.end, place.start))) return [];
      const repository = target.repository ?? target.near;
      const statement = { type: 'exists', repository, path, oid: target.hash } as const;
      return [{ span: { start: unit.start + span.start, end: unit.start + span.end }, field, statement }];
    });
  });
}

function isWithin({ start, end }: Span, from: number, to: number): boolean {
  return start >= from && end <= to && start - from <= REACH;
}
