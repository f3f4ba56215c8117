import type { Mention, Section, Span } from '../../types.ts';
import { firstFrom } from '../first-from.ts';
import { type RepositoryHit, repositoryHits } from '../mentions/repository-hits.ts';
import { sentenceAt } from '../mentions/sentences.ts';
import type { Setting } from '../mentions/setting.ts';
import type { Unit } from '../mentions/units.ts';
import { fold } from '../mentions/words.ts';

/** A stretch of a note with what it names. Spans of mentions are in the raw text, all others in the unit's text. */
export interface Passage {
  readonly unit: Unit;
  readonly mentions: readonly Mention[];
  /** All mentions of the note, for those that name another by its index. */
  readonly all: readonly Mention[];
  readonly hits: readonly RepositoryHit[];
  /** Titles of the columns, lower case, of a row of a table that is not its first; else null. */
  readonly columns: readonly string[] | null;
  /** Title of the section around it. */
  readonly title: string;
}

/** Without one of these, and without a commit, a text says nothing that can be tested. */
const SAID =
  /\d\s+(?:\w+\s+)?(?:pass|fail|skip)|unchanged\s|\bnot\s+changed|\bno\s+changes?\s|(?:\bport\s+|:)\d{2,5}/i;

/** Fields that say the same as data. */
const LISTED = /^\/(?:claims|baselines|heads|commits|reading|amendments)(?:\/|$)/;

/** The passages that may say something which can be tested. `mentions` are those of the whole note, in order. */
export function passagesOf(
  units: readonly Unit[],
  mentions: readonly Mention[],
  sections: readonly Section[],
  setting: Setting,
): readonly Passage[] {
  let columns: readonly string[] | null = null;
  let next = 0;
  let section = -1;
  const passages: Passage[] = [];
  for (const [index, unit] of units.entries()) {
    const end = unit.start + unit.text.length;
    while (next < mentions.length && (mentions[next] as Mention).span.start < unit.start) next += 1;
    const first = next;
    while (next < mentions.length && (mentions[next] as Mention).span.start < end) next += 1;
    while ((sections[section + 1]?.span.start ?? Infinity) <= unit.start) section += 1;
    columns =
      unit.shape === 'row' && unit.text.length < LONGEST_ROW
        ? columnsOf(unit, units[index - 1], columns)
        : null;
    const own = mentions.slice(first, next);
    if (unit.field !== null && LISTED.test(unit.field)) continue;
    const isCited = own.some(({ target: { type } }) => type === 'commit' || type === 'branch');
    if (!isCited && !SAID.test(unit.text)) continue;
    passages.push({
      unit,
      mentions: own,
      all: mentions,
      hits: repositoryHits(unit.text, setting),
      columns: columns?.length === 0 ? null : columns,
      title: sections[section]?.title ?? '',
    });
  }
  return passages;
}

/** Characters of a row beyond which nobody asks in which column something stands. */
const LONGEST_ROW = 20_000;

/** The line of dashes below the titles lies between the first row and the second. */
const FAR = 400;

/** Empty for the row of titles itself. */
function columnsOf(
  unit: Unit,
  before: Unit | undefined,
  columns: readonly string[] | null,
): readonly string[] {
  const gap = before?.shape === 'row' ? unit.start - (before.start + before.text.length) : Infinity;
  if (columns === null || gap > FAR || before === undefined) return [];
  return columns.length > 0 ? columns : cellsOf(before.text).map((title) => title.toLowerCase());
}

/** The texts of the cells of a row, white space folded. */
function cellsOf(text: string): readonly string[] {
  return text.split('|').map((cell) => fold(cell).trim());
}

/** The title of the column that an offset of a row is in; null without titles. */
export function columnAt({ unit, columns }: Passage, offset: number): string | null {
  return columns?.[unit.text.slice(0, offset).split('|').length - 1] ?? null;
}

/** The cell of a row whose column has such a title; null when there is none, or nothing in it. */
export function cellUnder({ unit, columns }: Passage, title: RegExp): string | null {
  const at = columns?.findIndex((one) => title.test(one)) ?? -1;
  return at === -1 ? null : cellsOf(unit.text)[at] || null;
}

/** Where a mention stands in the text of the passage. */
export function placeInUnit({ unit }: Passage, { span }: Mention): Span {
  return { start: span.start - unit.start, end: span.end - unit.start };
}

/** The sentence around an offset. */
export function sentenceOf({ unit }: Passage, offset: number): Span {
  return sentenceAt(unit.sentences(), offset);
}

/** The mentions that begin at an offset or behind it and before another one, in order. */
export function mentionsWithin({ unit, mentions }: Passage, from: number, to: number): readonly Mention[] {
  const startOf = ({ span }: Mention): number => span.start - unit.start;
  return mentions.slice(firstFrom(mentions, from, startOf), firstFrom(mentions, to, startOf));
}

/** The text from one offset to another without words for repositories and without hashes, white space folded. */
export function wordsBetween(passage: Passage, from: number, to: number): string {
  const { unit, hits } = passage;
  const startOf = ({ start }: Span): number => start;
  const cuts = [
    ...hits.slice(firstFrom(hits, from, startOf), firstFrom(hits, to, startOf)),
    ...mentionsWithin(passage, from, to).flatMap((mention) =>
      mention.target.type === 'commit' ? placeInUnit(passage, mention) : [],
    ),
  ]
    .filter(({ end }) => end <= to)
    .sort((a, b) => a.start - b.start);
  let text = '';
  let at = from;
  for (const { start, end } of cuts) {
    if (start < at) continue;
    text += unit.text.slice(at, start);
    at = end;
  }
  return fold(text + unit.text.slice(at, to));
}
