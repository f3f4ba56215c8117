import { type Line, linesFrom } from '../line.ts';

/** One block of Markdown, as far as telling a head from text needs it. */
export interface Piece {
  readonly type: 'rule' | 'heading' | 'comment' | 'quote' | 'paragraph';
  /** Depth of a heading, else 0. */
  readonly depth: number;
  readonly start: number;
  /** Before the last line ending. */
  readonly end: number;
  /** Start of the first line after it. */
  readonly next: number;
}

const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const UNDERLINE = /^ {0,3}=+[ \t]*$/;
const QUOTE = /^ {0,3}>/;
const COMMENT = /^ {0,3}<!--/;

/**
 * The first block at or behind the line that begins at `offset`; null when only blank lines are left.
 * `lastClose` is where the last `-->` of the text begins, -1 without any: it keeps a text full of comments that
 * never close from being searched for each of them.
 */
export function nextPiece(text: string, offset: number, lastClose: number): Piece | null {
  for (const line of linesFrom(text, offset)) {
    const content = text.slice(line.start, line.end);
    if (content.trim() === '') continue;
    if (RULE.test(content)) return { type: 'rule', depth: 0, ...line };
    const depth = HEADING.exec(content)?.[1]?.length;
    if (depth !== undefined) return { type: 'heading', depth, ...line };
    const open = COMMENT.test(content) ? line.start + content.indexOf('<!--') + 4 : text.length;
    const close = open <= lastClose ? text.indexOf('-->', open) : -1;
    return close >= 0 ? commentTo(text, line.start, close + 3) : openPiece(text, line, QUOTE.test(content));
  }
  return null;
}

/** A quote or a paragraph, or the heading that a line of `=` under it makes of a paragraph. */
function openPiece(text: string, first: Line, quote: boolean): Piece {
  const type = quote ? 'quote' : 'paragraph';
  let last = first;
  for (const line of linesFrom(text, first.next)) {
    const content = text.slice(line.start, line.end);
    if (!quote && UNDERLINE.test(content)) return { ...line, type: 'heading', depth: 1, start: first.start };
    if (breaksOff(content, type)) break;
    last = line;
  }
  return { ...last, type, depth: 0, start: first.start };
}

/** True when a line does not go on with the quote or paragraph before it. */
function breaksOff(content: string, type: Piece['type']): boolean {
  if (content.trim() === '' || RULE.test(content) || HEADING.test(content) || COMMENT.test(content))
    return true;
  return type === 'paragraph' && QUOTE.test(content);
}

function commentTo(text: string, start: number, end: number): Piece {
  const feed = text.indexOf('\n', end);
  return { type: 'comment', depth: 0, start, end, next: feed < 0 ? text.length : feed + 1 };
}
