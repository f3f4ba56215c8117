import { groupBy } from '../../read/order.ts';
import type { Related, Report, Rule, Section } from '../../types.ts';
import { misplaced } from '../misplaced.ts';
import { headingTree } from '../outline.ts';
import { quoted } from '../words.ts';

interface Numbered {
  readonly section: Section;
  readonly number: string;
  /** What stands before the last part: `A.` of `A.7`. */
  readonly series: string;
  /** The last part: `7` of `A.7`, `3` of `3A`, 2 for a bare `B`. */
  readonly last: number;
}

type Problem = {
  readonly problem: 'gap' | 'duplicate' | 'order';
  readonly number: string;
  /** The number that it follows, where there is a gap. */
  readonly before: string | null;
};

const WORDS: Readonly<Record<Problem['problem'], (data: Problem) => string>> = {
  gap: ({ number, before }) => `The numbers jump from ${before ?? ''} to ${number}.`,
  duplicate: ({ number }) => `The number ${number} is given to two sections.`,
  order: ({ number }) => `The number ${number} is out of order.`,
};

/** A first number from which headings are codes (`404 Not Found`) and no count of sections. */
const FIRST_CODE = 100;

/**
 * Looks at sections under one parent. Any first number below 100 will do: parts of a note may share one count. A
 * heading that is only a number names a value and is no part of a count.
 */
export const sectionNumbering: Rule<Problem> = {
  id: 'section/numbering',
  severity: 'warning',
  message: (data) => WORDS[data.problem](data),
  help: ({ number }) =>
    `Number the sections one by one, and look at the mentions of ${quoted(`§${number}`)} when you do.`,
  *note({ draft }) {
    const entries = headingTree(draft.sections).flatMap(({ section, parent }) => {
      const numbered = readNumber(section);
      return numbered === null ? [] : [{ numbered, parent }];
    });
    for (const siblings of groupBy(entries, ({ parent }) => parent).values()) {
      const all = siblings.map(({ numbered }) => numbered);
      for (const series of groupBy(all, (numbered) => numbered.series).values()) {
        if (series.some(({ last }) => last < FIRST_CODE)) yield* problems(series, all, draft.path);
      }
    }
  },
};

function* problems(
  series: readonly Numbered[],
  siblings: readonly Numbered[],
  path: string,
): Iterable<Report<Problem>> {
  const unique: Numbered[] = [];
  for (const [first, ...others] of groupBy(series, ({ number }) => number.toUpperCase()).values()) {
    if (first === undefined) continue;
    unique.push(first);
    for (const other of others) {
      const related: Related = { path, span: first.section.heading, label: 'first here' };
      yield { ...report('duplicate', other), related: [related] };
    }
  }
  const strays = new Set(misplaced(unique.map(rankOf)).flatMap((index) => unique[index] ?? []));
  for (const stray of strays) yield report('order', stray);
  const sorted = [...unique].sort((a, b) => rankOf(a) - rankOf(b));
  for (const [index, numbered] of sorted.entries()) {
    const before = sorted[index - 1];
    // A heading that stands in the wrong place is told once.
    const jumps = before !== undefined && numbered.last - before.last > 1 && !strays.has(numbered);
    if (jumps && !isFilled(before, numbered, siblings)) yield report('gap', numbered, before);
  }
}

/** True for 3, 4.1, 4.2, 5 under one parent: what lies between is there in its parts. */
function isFilled(before: Numbered, after: Numbered, siblings: readonly Numbered[]): boolean {
  const lead = before.number.replace(/[^.]*$/, '');
  for (let last = before.last + 1; last < after.last; last += 1) {
    if (!siblings.some(({ number }) => number.startsWith(`${lead}${last}.`))) return false;
  }
  return true;
}

function report(problem: Problem['problem'], found: Numbered, before?: Numbered): Report<Problem> {
  const { section, number } = found;
  return { span: section.heading, data: { problem, number, before: before?.number ?? null } };
}

/** `3` before `3A` before `3B` before `4`. */
function rankOf({ number, last }: Numbered): number {
  const letter = /\d([A-Za-z])$/.exec(number)?.[1];
  return last * 100 + (letter === undefined ? 0 : letter.toUpperCase().charCodeAt(0));
}

function readNumber(section: Section): Numbered | null {
  const [, series = '', digits, letter] =
    /^(.*?)(?:(\d{1,6})[A-Za-z]?|([A-Z]))$/.exec(section.number ?? '') ?? [];
  if (section.number === null || section.title === '' || (digits === undefined && letter === undefined))
    return null;
  const last = digits === undefined ? (letter ?? '').charCodeAt(0) - 64 : Number(digits);
  return { section, number: section.number, series: `${series}${digits === undefined ? 'A' : '1'}`, last };
}
