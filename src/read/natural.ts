import { byText } from './order.ts';

/** Compares by code units, with runs of digits compared as numbers: `phase-9` before `phase-12`. */
export function natural(left: string, right: string): number {
  const start = sameRuns(left, right);
  let [at, other] = [start, start];
  while (at < left.length && other < right.length) {
    const [end, otherEnd] = [runEnd(left, at), runEnd(right, other)];
    const order = compareRuns(left.slice(at, end), right.slice(other, otherEnd));
    if (order !== 0) return order;
    [at, other] = [end, otherEnd];
  }
  return left.length - at - (right.length - other) || byText(left, right);
}

/** Where the last run begins of what both begin with: paths of one record have much of that. */
function sameRuns(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  const digits = isDigit(left, at - 1);
  while (at > 0 && isDigit(left, at - 1) === digits) at -= 1;
  return at;
}

/** Where the digits that begin at a place end, or what is between digits. */
function runEnd(text: string, from: number): number {
  const digits = isDigit(text, from);
  let end = from + 1;
  while (end < text.length && isDigit(text, end) === digits) end += 1;
  return end;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function compareRuns(left: string, right: string): number {
  if (!isDigit(left, 0) || !isDigit(right, 0)) return byText(left, right);
  const a = left.replace(/^0+/, '');
  const b = right.replace(/^0+/, '');
  return a.length - b.length || byText(a, b);
}
