/** Why may stand behind the word: `<!-- private: names of people -->`. */
const WHY = String.raw`(?:(?:\s*[:(,]|\s+[–—-]+\s)(?:(?!-->|<!--)[^\r\n])*|\s*)-->`;
/** What opens and what closes a private part. */
export const OPENS = String.raw`<!--\s*private${WHY}`;
export const CLOSES = String.raw`<!--\s*/private${WHY}`;

const MARK = new RegExp(`${OPENS}|(${CLOSES})`, 'gi');
const OPENING = new RegExp(String.raw`^[ \t]*${OPENS}[ \t]*\r?$`, 'i');
const CLOSING = new RegExp(String.raw`^[ \t]*${CLOSES}[ \t]*\r?$`, 'i');
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|\r?$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*\r?$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Puts words in the place of what is marked private. `<!-- private -->` on a line of its own under a heading takes
 * that section with all below it, heading included; elsewhere it takes everything up to `<!-- /private -->`, or to
 * the end.
 */
export function withoutPassages(text: string): string {
  if (text.search(MARK) === -1) return text;
  const lines = text.split('\n');
  const head = endOfHead(lines);
  const kept = lines.slice(0, head);
  for (let at = head; at < lines.length; at += 1) {
    if (!OPENING.test(lines[at] ?? '')) {
      kept.push(lines[at] ?? '');
      continue;
    }
    while (kept.length > head && isBlank(kept.at(-1))) kept.pop();
    const rank = headingOff(kept, head);
    at = (rank === null ? endOfPassage(lines, at) : endOfSection(lines, at, rank)) - 1;
    kept.push(
      ...(rank === null ? ['', '‹masked passage›', ''] : [`${'#'.repeat(rank)} ‹masked section›`, '']),
    );
  }
  return withoutInline(kept.join('\n'));
}

/** What is marked within lines. A passage that another version marks may lie within a longer one. */
function withoutInline(text: string): string {
  let shown = '';
  let depth = 0;
  let last = 0;
  for (const { 0: mark, 1: closing, index } of text.matchAll(MARK)) {
    if (closing === undefined) {
      if (depth === 0) shown += `${text.slice(last, index)}‹masked passage›`;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      last = index + mark.length;
    }
  }
  return depth === 0 ? shown + text.slice(last) : shown;
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

function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}

/** Takes a heading, by marks or underlined, off the end of what is kept; its rank, or null where none stands there. */
function headingOff(kept: string[], head: number): number | null {
  const last = kept.length > head ? (kept.at(-1) ?? '') : '';
  const [, marks] = HEADING.exec(last) ?? [];
  if (marks !== undefined) kept.pop();
  if (marks !== undefined) return marks.length;
  if (!UNDERLINE.test(last) || kept.length - 1 === head || isBlank(kept.at(-2))) return null;
  kept.pop();
  while (kept.length > head && !isBlank(kept.at(-1))) kept.pop();
  return last.trim().startsWith('=') ? 1 : 2;
}

/** The line behind the closing mark. */
function endOfPassage(lines: readonly string[], from: number): number {
  const closing = lines.findIndex((line, at) => at > from && CLOSING.test(line));
  return closing === -1 ? lines.length : closing + 1;
}

const BLANK = /^\s*$/;
/** Tags within a line. */
const INLINE = 'a|abbr|b|bdi|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var';
/** How blocks of HTML begin, and what ends them. */
const BLOCKS: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [new RegExp(String.raw`^ {0,3}<\/?(?!(?:${INLINE})(?:[\s/>]|$))[a-z][a-z0-9-]*(?:[\s/>]|$)`, 'i'), BLANK],
];
/** What begins one behind a blank line only. */
const LONE = /^ {0,3}<\/?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>\s*$/i;

/** What ends the block of HTML that begins at a line; null where none does. */
function endOfBlock(lines: readonly string[], at: number): RegExp | null {
  const line = lines[at] ?? '';
  const lone = LONE.test(line) && isBlank(lines[at - 1]) ? BLANK : null;
  return BLOCKS.find(([begins]) => begins.test(line))?.[1] ?? lone;
}

/** The line of the next heading of that rank or a higher one; blocks of code and of HTML hold no headings. */
function endOfSection(lines: readonly string[], from: number, rank: number): number {
  let fence: string | null = null;
  let block: RegExp | null = null;
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      if (mark?.startsWith(fence) && /^[`~\s]*$/.test(line)) fence = null;
      continue;
    }
    block ??= endOfBlock(lines, at);
    if (block !== null) {
      if (block.test(line)) block = null;
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if (rankAt(lines, at) <= rank) return at;
  }
  return lines.length;
}

/** The rank of the heading at a line; 7 for any other, and where a line with an underline may be a list or a table. */
function rankAt(lines: readonly string[], at: number): number {
  const [line = '', under = ''] = lines.slice(at, at + 2);
  const marks = HEADING.exec(line)?.[1]?.length;
  const isUnderlined =
    UNDERLINE.test(under) && isBlank(lines[at - 1]) && /^ {0,3}(?!\d+[.)])[\p{L}\d§]/u.test(line);
  return marks ?? (isUnderlined ? (under.trim().startsWith('=') ? 1 : 2) : 7);
}
