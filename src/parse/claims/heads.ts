import type { Assertion, Mention, Span } from '../../types.ts';
import { wholeWord } from '../literal.ts';
import { matchesOf } from '../mentions/words.ts';
import {
  cellUnder,
  columnAt,
  mentionsWithin,
  type Passage,
  placeInUnit,
  sentenceOf,
  wordsBetween,
} from './passage.ts';

const NAME = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_./-]*[\\p{L}\\p{N}_])?';
const OF = `(?:\\sof\\s(?:the\\s)?(?:branch\\s)?["'“‘]?(${NAME})["'”’]?)?`;

/** `HEAD`, `head of main`, `the tip of main is`, right before a hash. */
const CALLED = new RegExp(
  `(?:^|[^\\p{L}\\p{N}_-])(?:HEAD|head|tip)${OF}(?:\\s(?:is|at|now|commit|=)){0,3}\\s?[:=(]?\\s?["'“‘]?$`,
  'u',
);
/** `HEADs: engine …, desk …`: what lies between is cut out. */
const CALLED_ALL = /(?:^|[^\p{L}\p{N}_-])(?:HEADs|heads)\s?(?:are|at|now)?\s?[:(]?(?:[\s,;+/&]|and)*$/u;
/** `main at`, `main is now at`. */
const PLACED =
  /(?:^|[^\p{L}\p{N}_/-])(?:branch\s)?["'“‘]?(main|master|trunk)["'”’]?\s(?:(?:branch|is|now|stands|currently)\s)*at\s["'“‘]?$/u;
/** `branch phase-12 at`, behind the name. */
const AT = /^["'”’)]?\s(?:(?:branch|is|now|stands|currently|commit)\s)*(?:at|=|→)\s(?:commit\s)?["'“‘(]?$/u;
/** `phase-12-guest-booking at`, where a heading or the sentence speaks of branches. */
const NAMED = new RegExp(
  `(?:^|[\\s(:])(?<!(?:tag|tagged|tagged\\sas):?\\s)["'“‘]?(${NAME})["'”’]?\\s(?:(?:branch|is|now|stands|currently)\\s)*at\\s["'“‘]?$`,
  'u',
);

/** `= head of main`, `(HEAD of main)`, `is the tip of main`, behind the hash. */
const CALLED_AFTER = new RegExp(
  `^["'”’)]?\\s?(?:=|\\(|,|is|—|–)\\s?(?:now\\s|currently\\s|the\\s|current\\s|branch\\s)*(?:HEAD|head|tip)(?![\\p{L}\\p{N}_-])${OF}`,
  'u',
);
const ON = new RegExp(
  `^["'”’)]?\\s\\(?(?:on|of)\\s(?:the\\s)?(?:branch\\s)?["'“‘]?(main|master|trunk|(?=\\p{L}\\S*[-/])(?:(?<=branch\\s["'“‘]?)|(?=\\S*\\d))${NAME})(?![\\p{L}\\p{N}_/-])`,
  'u',
);
/** `branch berth-plan`: without a digit it is no mention, but names the branch of a head. */
const BRANCH = new RegExp(`(?<![\\p{L}\\p{N}_-])[Bb]ranch\\s["'“‘]?(${NAME})`, 'gu');
/** A sentence about a branch that was merged tells of the head of another. */
const ENDED = new RegExp(wholeWord('(?:merge|delete|remove)d?'), 'iu');

/** Of what was, or is to be, nothing can be tested. */
const ELSEWHEN = new RegExp(
  wholeWord(
    'was|were|stood|had|been|before|previous(?:ly)?|former(?:ly)?|then|until|old|older|earlier|reset|moved|will|would|should|must|if|when|once|after',
  ),
  'iu',
);
/** `opened at`, `landed on`: what happened at a head tells of its own day. */
const EVENT = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(?!(?:expected|required|needed)\\s)(?:\\p{Ll}{2,}ed|began|begun|built|came|cut|made|met|ran|taken|took|went)\\s(?:at|from|in|into|off|on|to|with)\\s(?:the\\s)?(?:(?:branch\\s)?["'“‘]?${NAME}["'”’]?\\s(?:at\\s["'“‘(]?)?)?$`,
  'iu',
);
/** `HEAD 5451c02 → 3de4107`: the first of the two is past. */
const MOVED = /^["'”’)]?\s?(?:→|⇒|->|=>)/u;
/** `as of 2026-03-02`, `as of v0.2`, `as of Monday`. */
const AS_OF = /(?<![\p{L}\p{N}_-])[Aa]s\sof\s(?:the\s)?(?:v?\d|\p{Lu})/u;

/** Without one of these around a hash nothing says so. */
const HINT = /HEAD|head|tip|\bat\b|[=→]/;
/** How many characters around a hash say so. */
const REACH = 60;
/** How far from it its branch may be named. */
const NEAR = 300;

/** Commits that are said to be the head of a branch, in prose and in tables with a column for it. */
export function branchHeadClaims(passage: Passage): readonly Assertion[] {
  return passage.mentions.flatMap((mention): readonly Assertion[] => {
    const { target, span, field } = mention;
    if (target.type !== 'commit' || target.as === 'object') return [];
    const branch = branchOf(passage, mention);
    if (branch === undefined) return [];
    const repository = target.repository ?? target.near;
    return [{ span, field, statement: { type: 'head', repository, branch, oid: target.hash } }];
  });
}

/** The branch whose head a commit is said to be, null for one without a name; undefined when nothing is said. */
function branchOf(passage: Passage, mention: Mention): string | null | undefined {
  const place = placeInUnit(passage, mention);
  if (passage.columns !== null) {
    const isHead = /^(?:branch )?(?:head|tip)s?(?: commit)?$/.test(columnAt(passage, place.start) ?? '');
    return isHead ? cellUnder(passage, /^branch/) : undefined;
  }
  const around = passage.unit.text.slice(Math.max(0, place.start - NEAR), place.end + 2 * REACH);
  if (!HINT.test(around)) return undefined;
  const sentence = sentenceOf(passage, place.start);
  const before = wordsBetween(passage, Math.max(sentence.start, place.start - 2 * REACH), place.start);
  const after = wordsBetween(passage, place.end, Math.min(sentence.end, place.end + 2 * REACH));
  const near = before.slice(-REACH);
  const calledHere = CALLED.exec(near);
  const called = calledHere ?? CALLED_AFTER.exec(after);
  const placed = PLACED.exec(near);
  const named = branchBefore(passage, place.start) ?? branchNamed(passage, near);
  if (called === null && placed === null && named === null && !CALLED_ALL.test(before)) return undefined;
  if (ELSEWHEN.test(near.slice(-30)) || (called === null && ELSEWHEN.test(after.slice(0, 20))))
    return undefined;
  if (AS_OF.test(before) || AS_OF.test(after) || MOVED.test(after)) return undefined;
  const said = calledHere ?? placed;
  if ((said ?? named) !== null && EVENT.test(near.slice(0, said ? said.index + 1 : undefined)))
    return undefined;
  return called?.[1] ?? placed?.[1] ?? named ?? ON.exec(after)?.[1] ?? onlyBranch(passage, sentence, place);
}

/** The branch that is named right before, with "at" between. */
function branchBefore(passage: Passage, start: number): string | null {
  const named = mentionsWithin(passage, start - NEAR, start).findLast(
    ({ target }) => target.type === 'branch',
  );
  if (named?.target.type !== 'branch') return null;
  return AT.test(wordsBetween(passage, placeInUnit(passage, named).end, start)) ? named.target.name : null;
}

/** A name with hyphens or slashes, and no file, below a heading about branches or in a text that speaks of them. */
function branchNamed({ unit, title }: Passage, near: string): string | null {
  const name = (/\sat\s\S?$/.test(near) ? NAMED.exec(near)?.[1] : undefined) ?? '';
  return isHyphened(name) && /branch/i.test(title + unit.text) ? name : null;
}

/** The one branch that a sentence names near a place. */
function onlyBranch(passage: Passage, sentence: Span, place: Span): string | null {
  const from = Math.max(sentence.start, place.start - NEAR);
  const to = Math.min(sentence.end, place.end + NEAR);
  const mentioned = mentionsWithin(passage, from, to).flatMap(({ target }) =>
    target.type === 'branch' ? target.name : [],
  );
  const around = passage.unit.text.slice(from, to);
  if (ENDED.test(around)) return null;
  const written = matchesOf(BRANCH, around).map(({ 1: name = '' }) => name);
  const names = new Set([...mentioned, ...written.filter(isHyphened)]);
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

/** True for what may be the name of a branch rather than a word, and is no file. */
function isHyphened(name: string): boolean {
  return /[-/]/.test(name) && !/\.[a-z]{2,5}$/.test(name);
}
