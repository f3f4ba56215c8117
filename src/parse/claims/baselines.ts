import type { Assertion, Span, TestCounts } from '../../types.ts';
import { inThrees } from '../in-threes.ts';
import { repositoryAfter, repositoryBefore } from '../mentions/repository-hits.ts';
import { fold, matchesOf } from '../mentions/words.ts';
import { columnAt, type Passage, sentenceOf } from './passage.ts';

const NUMBER = '\\d{1,3}(?:,\\d{3})+|\\d{1,7}';
/** `2,279 pass`, `151 vitest passed`, `2,279 + 1 fail`. */
const COUNT = new RegExp(
  `(?<![\\p{L}\\p{N}_.,~≈–−±#§+-])(${NUMBER})(?:\\s{1,2}(?:(?:vitest|pytest|jest|unit|tests?)\\s){0,2}(pass(?:ed|es|ing)?|fail(?:ed|s|ures?|ing)?|skip(?:ped|s)?)(?![\\p{L}\\p{N}_-])|(?=\\s?\\+\\s?(?:${NUMBER})\\s(?:fail|skip)))`,
  'giu',
);
/** Without one of these there is nothing to look closely at. */
const HINT = /pass|fail|skip/i;
/** Between two counts of one baseline. */
const BETWEEN = /^\s?(?:\([^()]{0,60}\))?\s?[+,;/&]?\s?(?:and\s)?$/u;
/** `(±2)`, `± 2`. */
const TOLERANCE = /^\s?\(?±\s?(\d{1,4})/u;
/** `/ 151 OL` behind a baseline of another repository. */
const MORE = new RegExp(`^\\s?/\\s?(${NUMBER})\\s$`, 'u');
/** Between the word for a repository and its counts, before them and behind them. */
const BEFORE =
  /^(?:['’]s)?[\s:=(|—–-]*(?:(?:tests?|suite|baseline|at|is|now|are|stands|expected)[\s:=(|-]*){0,4}$/iu;
const BEHIND = /^\s?(?:\([^()]{0,60}\))?(?:[\s(]|tests?|on|in|for|at|the|side)*$/iu;
const PAST = /(?:^|[^\p{L}\p{N}_-])(?:was|were|had|from|previously|of|over)\s$/iu;

/** Characters between a baseline and its repository. */
const REACH = 120;
/** Words for repositories in an item, beyond which none of them counts for all of it. */
const MOST_HITS = 20;

interface Counted {
  readonly counts: TestCounts;
  readonly span: Span;
  readonly kinds: number;
  readonly tolerance: number;
}

/** Test counts in prose: "2,279 pass + 1 fail + 32 skip engine / 151 OL". */
export function baselineClaims(passage: Passage): readonly Assertion[] {
  const { unit } = passage;
  if (!HINT.test(unit.text)) return [];
  const claims = countsIn(unit.text).flatMap((counted): readonly Assertion[] => {
    const { counts, span, kinds, tolerance } = counted;
    const sentence = sentenceOf(passage, span.start);
    if (PAST.test(fold(unit.text.slice(Math.max(sentence.start, span.start - 20), span.start)))) return [];
    const repository = repositoryOf(passage, span, sentence);
    const isCounted = kinds > 1 || /test|baseline/.test(columnAt(passage, span.start) ?? '');
    if (counts.passed === null || (repository === null && !isCounted)) return [];
    const claim = claimOf(passage, span, { ...counts, tolerance }, repository);
    return [claim, ...others(passage, span.end, sentence)];
  });
  // A row with several tells how a baseline came about: "412 pass | 424 pass (+12)".
  return unit.shape === 'row' ? claims.slice(-1) : claims;
}

function countsIn(text: string): readonly Counted[] {
  const found: { counts: Record<string, number | null>; span: Span; kinds: number; tolerance: number }[] = [];
  for (const { 0: whole, 1: digits = '', 2: word = 'pass', index } of matchesOf(COUNT, text)) {
    const kind = kindOf(word);
    const value = numberOf(digits);
    const end = index + whole.length;
    const last = found.at(-1);
    if (last && last.counts[kind] === null && isJoined(BETWEEN, text, last.span.end, index)) {
      last.counts[kind] = value;
      last.kinds += 1;
      last.span = { start: last.span.start, end };
    } else {
      const counts = { passed: null, failed: null, skipped: null, [kind]: value };
      found.push({ counts, span: { start: index, end }, kinds: 1, tolerance: 0 });
    }
  }
  return found.map(({ counts, span, kinds }) => ({
    counts: counts as unknown as TestCounts,
    span,
    kinds,
    tolerance: Number(TOLERANCE.exec(text.slice(span.end, span.end + 12))?.[1] ?? 0),
  }));
}

function kindOf(word: string): keyof TestCounts {
  if (/^pass/i.test(word)) return 'passed';
  return /^fail/i.test(word) ? 'failed' : 'skipped';
}

/** `2,279` → 2279. */
function numberOf(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}

/** The repository whose word stands right before the counts or right behind them; of a row, the first one in it. */
function repositoryOf({ unit, hits }: Passage, span: Span, sentence: Span): string | null {
  if (unit.shape === 'row') return hits[0]?.name ?? null;
  const before = repositoryBefore(hits, span.start);
  if (before && before.start >= sentence.start && isJoined(BEFORE, unit.text, before.end, span.start)) {
    return before.name;
  }
  const behind = repositoryAfter(hits, span.end);
  if (behind && behind.end <= sentence.end && isJoined(BEHIND, unit.text, span.end, behind.start)) {
    return behind.name;
  }
  if (!/item$/.test(unit.shape) || hits.length > MOST_HITS) return null;
  const named = new Set(hits.map(({ name }) => name));
  return named.size === 1 ? (hits[0]?.name ?? null) : null;
}

function isJoined(between: RegExp, text: string, from: number, to: number): boolean {
  return to - from <= REACH && between.test(fold(text.slice(from, to)));
}

/** Bare numbers of further repositories behind the first. */
function others(passage: Passage, from: number, sentence: Span): readonly Assertion[] {
  const { unit, hits } = passage;
  const own = repositoryAfter(hits, from);
  const next = own === null ? null : repositoryAfter(hits, own.end);
  if (own === null || next === null || next.end > sentence.end || next.start - own.end > REACH) return [];
  const [whole, digits] = MORE.exec(fold(unit.text.slice(own.end, next.start))) ?? [];
  if (whole === undefined || digits === undefined) return [];
  const start = unit.text.indexOf(digits, own.end);
  const counts = { passed: numberOf(digits), failed: null, skipped: null, tolerance: 0 };
  return [claimOf(passage, { start, end: start + digits.length }, counts, next.name)];
}

function claimOf(
  { unit }: Passage,
  { start, end }: Span,
  counts: TestCounts & { readonly tolerance: number },
  repository: string | null,
): Assertion {
  return {
    span: { start: unit.start + start, end: unit.start + end },
    field: unit.field,
    statement: { type: 'baseline', repository, name: null, value: null, oid: null, probe: null, ...counts },
  };
}

/** The text of a baseline with other numbers; null when it has no place for one of them. Thousands keep their comma. */
export function recountedText(text: string, counts: TestCounts | null): string | null {
  if (counts === null) return null;
  const spelled = (count: number): string =>
    text.includes(',') || count < 1000 ? inThrees(count) : String(count);
  const said = new Set<keyof TestCounts>();
  const changed = text.replace(COUNT, (whole: string, digits: string, word: string | undefined) => {
    const kind = kindOf(word ?? 'pass');
    const count = counts[kind];
    said.add(kind);
    return count === null ? whole : whole.replace(digits, spelled(count));
  });
  if (said.size === 0) return /^[\d,]+$/.test(text) && counts.passed !== null ? spelled(counts.passed) : null;
  return changed;
}
