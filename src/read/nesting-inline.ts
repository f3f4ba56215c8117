import { nestingLimit } from './limits.ts';

/** Emphasis that can nest at most in one block, code and fences counted as if they were prose. */
const emphasisCeiling = 10_000;
/** Longer runs of backticks are taken for text: each length is searched for once a line. */
const longestTicks = 8;

/** ASCII codes at which the scan stops. */
const special = Uint8Array.from({ length: 128 }, (_, code) =>
  '\\*_~`[]|'.includes(String.fromCharCode(code)) ? 1 : 0,
);

export interface InlineScan {
  /** Reads part of a line; hands back the offset where it nests too deep, or null. */
  readonly read: (start: number, end: number, prose: boolean) => number | null;
  /** A new item, cell, heading: marks before it close nothing after it. */
  readonly newPiece: () => void;
  /** A blank line. */
  readonly newBlock: () => void;
}

/** Counts open emphasis and brackets, outside code where `prose`; and at most how much may nest in any case. */
export function inlineScan(text: string): InlineScan {
  let brackets = 0;
  const emphasis = { '*': 0, _: 0, '~': 0 };
  let opening = 0;
  let closing = 0;
  const newPiece = (): void => {
    brackets = 0;
    emphasis['*'] = emphasis['_'] = emphasis['~'] = 0;
  };
  const newBlock = (): void => {
    newPiece();
    opening = closing = 0;
  };
  const mark = (char: '*' | '_' | '~', levels: number, run: Flank, counted: boolean): void => {
    if (run.opens) opening += levels;
    if (run.closes) closing += levels;
    if (!counted) return;
    if (run.closes && (!run.opens || emphasis[char] > 0))
      emphasis[char] = Math.max(0, emphasis[char] - levels);
    else if (run.opens) emphasis[char] += levels;
  };
  const read = (start: number, end: number, prose: boolean): number | null => {
    let codeEnd = start;
    let unclosed = 0;
    for (let at = start; at < end; ) {
      const code = text.charCodeAt(at);
      if (code >= 128 || special[code] === 0) {
        at += 1;
        continue;
      }
      const char = text[at] ?? '';
      const counted = prose && at >= codeEnd;
      let width = 1;
      if (char === '\\') width = 2;
      else if (char === '*' || char === '_' || char === '~') {
        width = runLength(text, at, end, code);
        if (char !== '~' || width <= 2)
          mark(char, Math.ceil(width / 2), flank(text, at, width, start, end), counted);
      } else if (!counted) {
        width = 1;
      } else if (char === '`') {
        width = runLength(text, at, end, code);
        const close =
          width <= longestTicks && (unclosed & (1 << width)) === 0
            ? endOfCode(text, at + width, end, width)
            : null;
        if (close === null) unclosed |= 1 << Math.min(width, longestTicks + 1);
        else codeEnd = close;
      } else if (char === '[') brackets += 1;
      else if (char === ']') brackets = Math.max(0, brackets - 1);
      else newPiece();
      const deepest = Math.max(brackets, emphasis['*'] + emphasis['_'] + emphasis['~']);
      if (deepest > nestingLimit || Math.min(opening, closing) > emphasisCeiling) return at;
      at += width;
    }
    return null;
  };
  return { read, newPiece, newBlock };
}

function runLength(text: string, start: number, end: number, code: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === code) at += 1;
  return at - start;
}

/** Offset behind the run of as many backticks that ends a code span on this line, or null. */
function endOfCode(text: string, start: number, end: number, width: number): number | null {
  for (let at = text.indexOf('`', start); at >= 0 && at < end; at = text.indexOf('`', at)) {
    const length = runLength(text, at, end, 96);
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
const isPunctuation = (char: string): boolean => !/^[ a-z0-9]?$/i.test(char) && /[\p{P}\p{S}]/u.test(char);
