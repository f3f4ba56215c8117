/** What stands before the words of a line of Markdown. */
interface Lead {
  /** Block quotes and list items that the line stands in. */
  readonly depth: number;
  /** Quote marks among them. */
  readonly quotes: number;
  /** True when the line opens a quote or an item. */
  readonly opens: boolean;
  /** Offset of its first word; the end of a blank line. */
  readonly rest: number;
  /** Columns of white space before that word that are surely not the indentation of an item. */
  readonly indent: number;
}

/** Reads the lead of one line after the other. */
type LeadReader = (start: number, end: number) => Lead;

interface Container {
  readonly quote: boolean;
  /** First column of what it holds. */
  readonly column: number;
}

/**
 * Follows quotes and list items through a text, given its lines in order. What lazy lines and blank lines
 * leave open stays open, so the depth is never too small where a line shows its own marks.
 */
export function leadReader(text: string): LeadReader {
  const open: Container[] = [];
  return (start, end) => {
    let place = skipSpace(text, { at: start, column: 0 }, end);
    let matched = 0;
    let quotes = 0;
    for (; matched < open.length && place.at < end; matched += 1) {
      const container = open[matched];
      if (container?.quote) {
        if (text[place.at] !== '>') break;
        quotes += 1;
        place = skipSpace(text, { at: place.at + 1, column: place.column + 1 }, end);
      } else if (place.column < (container?.column ?? 0)) break;
    }
    const container = open[matched - 1];
    // What an item holds may begin up to four columns behind its mark, what a quote holds one.
    const base = container === undefined ? 0 : container.column + (container.quote ? 1 : 4);
    if (place.at >= end) return { depth: open.length, quotes, opens: false, rest: end, indent: 0 };
    let opens = false;
    for (let width = markWidth(text, place.at, end); width > 0; width = markWidth(text, place.at, end)) {
      if (!opens && isRuler(text, place.at, end)) break;
      if (!opens) open.length = matched;
      opens = true;
      const quote = text[place.at] === '>';
      if (quote) quotes += 1;
      const behind = place.column + width;
      open.push({ quote, column: quote ? behind : behind + 1 });
      place = skipSpace(text, { at: place.at + width, column: behind }, end);
    }
    return { depth: open.length, quotes, opens, rest: place.at, indent: opens ? 0 : place.column - base };
  };
}

interface Place {
  readonly at: number;
  /** Tabs reach the next multiple of four. */
  readonly column: number;
}

function skipSpace(text: string, start: Place, end: number): Place {
  let { at, column } = start;
  for (; at < end; at += 1) {
    if (text[at] === ' ') column += 1;
    else if (text[at] === '\t') column += 4 - (column % 4);
    else break;
  }
  return { at, column };
}

const item = /(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y;

/** Length of the quote or list mark that stands here, 0 without one. */
function markWidth(text: string, at: number, end: number): number {
  if (at >= end) return 0;
  if (text[at] === '>') return 1;
  item.lastIndex = at;
  return item.exec(text)?.[0].length ?? 0;
}

/** A thematic break, `* * *` or `-----`: nothing but one mark. */
function isRuler(text: string, start: number, end: number): boolean {
  const mark = text[start];
  if (mark !== '-' && mark !== '*') return false;
  let marks = 0;
  for (let at = start; at < end; at += 1) {
    if (text[at] === mark) marks += 1;
    else if (text[at] !== ' ' && text[at] !== '\t') return false;
  }
  return marks >= 3;
}
