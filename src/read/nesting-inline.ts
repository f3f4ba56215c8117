import { nestingLimit } from './limits.ts';
import { seeker } from './seeker.ts';

/** Emphasis that can nest at most in one block, code and fences counted as if they were prose. */
const emphasisCeiling = 10_000;
/** Longer runs of backticks are taken for text: each length is searched for once a line. */
const longestTicks = 8;

interface InlineScan {
  /** Reads part of a line; hands back the offset where it nests too deep, or null. */
  readonly read: (start: number, end: number, prose: boolean) => number | null;
  /** A new item, cell, heading: marks before it close nothing after it. */
  readonly newPiece: () => void;
  /** A blank line. */
  readonly newBlock: () => void;
}

type Mark = '*' | '_' | '~';

/**
 * Counts emphasis that opens and closes and brackets that open, outside code where `prose`; and at most how much may
 * nest in any case.
 */
export function inlineScan(text: string): InlineScan {
  let brackets = 0;
  /** For each mark that is open, how deep what has closed within it nests. */
  let open: Record<Mark, number[]> = { '*': [], _: [], '~': [] };
  let deepest: Record<Mark, number> = { '*': 0, _: 0, '~': 0 };
  let opening = 0;
  let closing = 0;
  const newPiece = (): void => {
    brackets = 0;
    open = { '*': [], _: [], '~': [] };
    deepest = { '*': 0, _: 0, '~': 0 };
  };
  const newBlock = (): void => {
    newPiece();
    opening = closing = 0;
  };
  const close = (char: Mark): void => {
    const inner = open[char].pop();
    if (inner === undefined) return;
    const around = open[char].length - 1;
    const depth = inner + 1;
    deepest[char] = Math.max(deepest[char], depth);
    if (around >= 0) open[char][around] = Math.max(open[char][around] ?? 0, depth);
  };
  const mark = (char: Mark, levels: number, run: Flank, counted: boolean): void => {
    if (run.opens) opening += levels;
    if (run.closes) closing += levels;
    if (!counted) return;
    const closes = run.closes && (!run.opens || open[char].length > 0);
    for (let level = 0; level < levels; level += 1) {
      if (closes) close(char);
      else if (run.opens) open[char].push(0);
    }
  };
  const seek = seeker(text, /[\\*_~`[\]|]/g);
  const read = (start: number, end: number, prose: boolean): number | null => {
    let codeEnd = start;
    let unclosed = 0;
    let width = 1;
    for (let at = seek(start); at < end; at = seek(at + width)) {
      const char = text[at] ?? '';
      const counted = prose && at >= codeEnd;
      width = char === '\\' ? 2 : '*_~`'.includes(char) ? runLength(text, at, end) : 1;
      if (char === '*' || char === '_' || (char === '~' && width <= 2)) {
        mark(char, Math.ceil(width / 2), flank(text, at, width, start, end), counted);
      } else if (counted && char === '`') {
        const known = width > longestTicks || (unclosed & (1 << width)) !== 0;
        const close = known ? null : endOfCode(text, at + width, end, width);
        if (close !== null) codeEnd = close;
        else unclosed |= 1 << Math.min(width, longestTicks + 1);
      } else if (counted && char === '[') brackets += 1;
      else if (counted && char === ']') brackets = Math.max(0, brackets - 1);
      else if (counted && char === '|') newPiece();
      const depth = Math.max(brackets, deepest['*'] + deepest['_'] + deepest['~']);
      if (depth > nestingLimit || Math.min(opening, closing) > emphasisCeiling) return at;
    }
    return null;
  };
  return { read, newPiece, newBlock };
}

/** How often the character that stands here is repeated. */
function runLength(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  let at = start + 1;
  while (at < end && text.charCodeAt(at) === code) at += 1;
  return at - start;
}

/** Offset behind the run of as many backticks that ends a code span on this line, or null. */
function endOfCode(text: string, start: number, end: number, width: number): number | null {
  for (let at = text.indexOf('`', start); at >= 0 && at < end; at = text.indexOf('`', at)) {
    const length = runLength(text, at, end);
    at += length;
    if (length === width) return at;
  }
  return null;
}

interface Flank {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Whether a run of marks can open or close emphasis: CommonMark's flanking rules. */
function flank(text: string, at: number, width: number, start: number, end: number): Flank {
  const before = at > start ? (text[at - 1] ?? '') : '';
  const after = at + width < end ? (text[at + width] ?? '') : '';
  const left = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const right = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  if (text[at] !== '_') return { opens: left, closes: right };
  return {
    opens: left && (!right || isPunctuation(before)),
    closes: right && (!left || isPunctuation(after)),
  };
}

const isSpace = (char: string): boolean => char === '' || char === ' ' || /\s/.test(char);
const isPunctuation = (char: string): boolean => !/[a-z0-9 ]/i.test(char) && /[\p{P}\p{S}]/u.test(char);
