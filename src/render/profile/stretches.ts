/** A line of text, or a block of code or of HTML, which holds no headings. */
interface Stretch {
  readonly kind: 'text' | 'code' | 'html';
  /** Lines, the last one not within. */
  readonly from: number;
  readonly to: number;
  /** Whether something ends it before the text does. */
  readonly isClosed: boolean;
}

/** How code begins; what stands behind backticks holds none. */
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;

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

/**
 * The stretches of a text from a line on. With `within`, a fence is taken for one of a list, which ends before the first
 * line that is indented less.
 */
export function* stretchesOf(lines: readonly string[], from: number, within = false): Generator<Stretch> {
  for (let at = from; at < lines.length; ) {
    const block = endOfBlock(lines, at);
    const mark = block === null ? FENCE.exec(lines[at] ?? '') : null;
    const kind = block !== null ? 'html' : mark === null ? 'text' : 'code';
    const isEnd = (line: string): boolean =>
      block !== null ? block.test(line) : mark === null || closes(line, mark[2] ?? '');
    const isOut = (line: string): boolean => within && !isBlank(line) && !line.startsWith(mark?.[1] ?? '');
    // The line that begins HTML may end it too.
    let end = kind === 'code' ? at + 1 : at;
    while (end < lines.length && !isEnd(lines[end] ?? '') && !isOut(lines[end] ?? '')) end += 1;
    const isClosed = end < lines.length && !isOut(lines[end] ?? '');
    const to = isClosed ? end + 1 : end;
    yield { kind, from: at, to, isClosed };
    at = to;
  }
}

function closes(line: string, mark: string): boolean {
  return line.trim().startsWith(mark) && /^ {0,3}(?:`+|~+)\s*$/.test(line);
}

/** The lines from one on that are in no block of code or HTML. */
export function* linesOfText(lines: readonly string[], from: number): Generator<number> {
  for (const stretch of stretchesOf(lines, from)) if (stretch.kind === 'text') yield stretch.from;
}

/** Whether nothing stands in a line, or there is none. */
export function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}
