import { firstFrom } from '../../parse/first-from.ts';
import { CLOSES, OPENS } from '../../parse/private-marks.ts';
import { withExamples, withoutExamples } from './examples.ts';
import { withoutUnused } from './references.ts';
import { isBlank, linesOfText } from './stretches.ts';

const MARK = new RegExp(`${OPENS}|(${CLOSES})`, 'gi');
/** A comment that is no mark. */
const COMMENT = String.raw`<!--(?!-*\s*(?:/\s*)?private)(?:(?!-->).)*-->`;
const LINE = String.raw`(?:[ \t]*${COMMENT})*[ \t]*\r?$`;
/** Lines of marks, in a quote or not. */
export const OPENING = new RegExp(String.raw`^(?:[ \t>]*${COMMENT})*[ \t>]*${OPENS}${LINE}`, 'i');
export const CLOSING = new RegExp(String.raw`^[ \t>]*${CLOSES}${LINE}`, 'i');
/** A line with a mark that nothing in it closes. */
const MARKED = new RegExp(`^(.*)${OPENS}((?:(?!${CLOSES}).)*)\r?$`, 'i');
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|\r?$)/;
/** One in HTML, a quote or a list has no rank: nobody knows where its section ends. */
const UNRANKED =
  /^\s*<h([1-6])(?:\s[^<>]*)?>.*<\/h\1>\s*$|^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+[ \t]*#{1,6}(?:[ \t]|\r?$)/i;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*\r?$/;
/** What nobody sees between a heading and the mark of its section: comments and anchors. */
const UNSEEN = new RegExp(String.raw`^(?:[\s>]|${COMMENT}|<a\s[^<>]*>|</a>)*$`, 'i');
const ANCHOR = /^\s*<a\s[^<>]*>\s*<\/a>\s*$/i;

/** What stands for the heading of a section that is taken. */
const GONE = '‹masked section›';

/** A text by what its marks show and what they take. */
export interface Parted {
  /** With words in the place of what is marked. */
  readonly shown: string;
  /** What is marked, without the marks around it. */
  readonly taken: readonly string[];
  /** Headings of the sections that are marked, as they are written. */
  readonly headings: readonly string[];
}

/**
 * Puts words in the place of what is marked private. `<!-- private -->` on a line of its own under a heading, or on
 * its line, takes that section with all below it, heading included; elsewhere it takes everything up to
 * `<!-- /private -->`, or to the end.
 */
export function withoutPassages(text: string): string {
  return parted(text).shown;
}

/** What `withoutPassages` shows and takes. */
export function parted(text: string): Parted {
  if (text.search(MARK) === -1) return { shown: text, taken: [], headings: [] };
  const { shown, taken, headings } = partedByAll(withoutExamples(text));
  return { shown: withExamples(shown), taken: taken.map(withExamples), headings: headings.map(withExamples) };
}

/** The same by all marks, also those in code. */
export function partedByAll(text: string): Parted {
  if (text.search(MARK) === -1) return { shown: text, taken: [], headings: [] };
  const written = text.replace(MARK, (mark) => mark.replace(/\s*\n\s*/g, ' ')).split('\n');
  const head = endOfHead(written);
  const lines = [...written.slice(0, head), ...withMarksBelow(written.slice(head))];
  const closed = closedIn(lines);
  const kept = lines.slice(0, head);
  const taken: string[] = [];
  const headings: string[] = [];
  for (let at = head; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!OPENING.test(line)) {
      kept.push(line);
      continue;
    }
    const heading = headingOff(kept, head, isQuoted(line));
    const rank = heading?.rank ?? null;
    const end =
      rank === null
        ? (closed.get(at) ?? lines.length)
        : endOfOpen(lines, at + 1, endOfSection(lines, at, rank), closed);
    if (heading !== null) headings.push(heading.text);
    const behind = rank === null && CLOSING.test(lines[end - 1] ?? '') ? end - 1 : end;
    taken.push(`${heading?.text ?? ''}\n${lines.slice(at + 1, behind).join('\n')}`);
    at = end - 1;
    kept.push(...(rank === null ? ['', '‹masked passage›', ''] : [`${'#'.repeat(rank)} ${GONE}`, '']));
  }
  const inline = withoutInline(kept.join('\n'));
  return { ...withoutUnused(inline.shown, [...taken, ...inline.taken]), headings };
}

/** What is marked within lines. A passage that another version marks may lie within a longer one. */
function withoutInline(text: string): Omit<Parted, 'headings'> {
  let shown = '';
  let depth = 0;
  let last = 0;
  let from = 0;
  const taken: string[] = [];
  for (const { 0: mark, 1: closing, index } of text.matchAll(MARK)) {
    const behind = index + mark.length;
    if (closing === undefined) {
      if (depth === 0) {
        shown += `${text.slice(last, index)}‹masked passage›`;
        from = behind;
      }
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) taken.push(text.slice(from, index));
      last = behind;
    }
  }
  if (depth > 0) taken.push(text.slice(from));
  return { shown: depth === 0 ? shown + text.slice(last) : shown, taken };
}

/** The YAML head of a text: its last line may look like what underlines a heading. */
export function headOf(text: string): string {
  const lines = text.split('\n');
  return lines.slice(0, endOfHead(lines)).join('\n');
}

/** The line behind the YAML head. */
function endOfHead(lines: readonly string[]): number {
  const isFence = (line: string | undefined): boolean => /^---\s*$/.test(line ?? '');
  return isFence(lines[0]?.replace(/^\ufeff/, ''))
    ? lines.findIndex((line, at) => at > 0 && isFence(line)) + 1
    : 0;
}

/**
 * Takes a heading, by marks or underlined, off the end of what is kept, with the anchors above it; null where none
 * stands there. A mark in a quote is of no heading above that.
 */
function headingOff(
  kept: string[],
  head: number,
  inQuote: boolean,
): { readonly text: string; readonly rank: number | null } | null {
  let end = kept.length;
  while (end > head && UNSEEN.test(kept[end - 1] ?? '')) end -= 1;
  // Behind a section that is gone, a mark begins a passage.
  const last = end > head && !kept[end - 1]?.endsWith(GONE) ? (kept[end - 1] ?? '') : '';
  const ends = kept.slice(Math.max(end - 2, head), end).map(unquoted);
  const underlined = last !== '' && isUnderline(ends, ends.length - 1, 0);
  const under = underlined ? underlineRank(last) : null;
  const rank = inQuote || isQuoted(last) ? null : (rankOf(last) ?? under);
  if (rank === null && !UNRANKED.test(last) && !(underlined && isQuoted(last))) {
    while (kept.length > head && isBlank(kept.at(-1))) kept.pop();
    return null;
  }
  let start = end - 1;
  if (underlined) while (start > head && !isBlank(unquoted(kept[start - 1] ?? ''))) start -= 1;
  const text = kept.slice(start, end).join('\n');
  while (start > head && ANCHOR.test(kept[start - 1] ?? '')) start -= 1;
  kept.length = start;
  return { text, rank };
}

/** A line without the marks of the quotes that it stands in. */
const unquoted = (line: string): string => line.replace(/^(?: {0,3}>)+/, '');

const isQuoted = (line: string | undefined): boolean => /^[ \t]*>/.test(line ?? '');

const underlineRank = (line: string): number => (line.trim().startsWith('=') ? 1 : 2);
const rankOf = (line: string): number | null => HEADING.exec(line)?.[1]?.length ?? null;

function isUnderline(lines: readonly string[], at: number, head: number): boolean {
  return UNDERLINE.test(lines[at] ?? '') && at > head && !isBlank(lines[at - 1]);
}

/** Lines in which the marks on lines of headings stand below those. */
function withMarksBelow(lines: readonly string[]): readonly string[] {
  const placed = [...lines];
  for (const [at, line] of lines.entries()) {
    const marked = MARKED.exec(line);
    if (marked === null) continue;
    const heading = `${marked[1]}${marked[2]}`;
    if (rankAt(lines, at) === NO_RANK && !UNRANKED.test(heading)) continue;
    placed[at] = heading;
    const end = rankOf(line) === null && UNDERLINE.test(lines[at + 1] ?? '') ? at + 1 : at;
    placed[end] += '\n<!-- private -->';
  }
  return placed.join('\n').split('\n');
}

/** Stands for the line of a mark that opens a passage within a line. */
const WITHIN = -1;

/**
 * Lines of opening marks → the lines behind those that close them; of one that nothing closes, behind the next, or the
 * last line.
 */
function closedIn(lines: readonly string[]): ReadonlyMap<number, number> {
  const closed = new Map<number, number>();
  const open: number[] = [];
  const closings: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (OPENING.test(line)) open.push(at);
    else if (CLOSING.test(line)) {
      closings.push(at);
      const opened = open.pop();
      if (opened !== undefined) closed.set(opened, at + 1);
    } else
      for (const [, closing] of line.matchAll(MARK)) {
        if (closing === undefined) open.push(WITHIN);
        else if (open.at(-1) === WITHIN) open.pop();
      }
  }
  for (const at of open) {
    const next = closings[firstFrom(closings, at, (closing) => closing)];
    closed.set(at, next === undefined ? lines.length : next + 1);
  }
  return closed;
}

/** The line of the next heading of that rank or a higher one; blocks of code and of HTML hold no headings. */
function endOfSection(lines: readonly string[], from: number, rank: number): number {
  for (const at of linesOfText(lines, from + 1)) if (rankAt(lines, at) <= rank) return at;
  return lines.length;
}

/** Where a section ends of which a passage goes on behind its end: the mark may stand above the next heading. */
function endOfOpen(
  lines: readonly string[],
  from: number,
  endOfIts: number,
  closed: ReadonlyMap<number, number>,
): number {
  let end = endOfIts;
  for (let at = from; at < endOfIts && end < lines.length; at += 1) {
    if (!OPENING.test(lines[at] ?? '') || isBelowHeading(lines, at)) continue;
    end = Math.max(end, closed.get(at) ?? end);
  }
  return end;
}

function isBelowHeading(lines: readonly string[], at: number): boolean {
  if (isQuoted(lines[at])) return false;
  let above = at - 1;
  while (above >= 0 && (UNSEEN.test(lines[above] ?? '') || OPENING.test(lines[above] ?? ''))) above -= 1;
  return rankOf(lines[above] ?? '') !== null || isUnderline(lines, above, 0);
}

const NO_RANK = 7;

/**
 * The rank of the heading at a line; `NO_RANK` for any other, and where a line with an underline may be a list or a
 * table.
 */
function rankAt(lines: readonly string[], at: number): number {
  const [line = '', under = ''] = lines.slice(at, at + 2);
  const marks = HEADING.exec(line)?.[1]?.length;
  const isUnderlined =
    UNDERLINE.test(under) && isBlank(lines[at - 1]) && /^ {0,3}(?!\d+[.)])[\p{L}\d§]/u.test(line);
  return marks ?? (isUnderlined ? underlineRank(under) : NO_RANK);
}
