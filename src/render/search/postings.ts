/** Digits of a posting: five bits each, the lower 32 end a number. None has to be escaped in JSON. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

/** Where a word stands: a note's number, and how much that weighs (0 to 3). */
interface Posting {
  readonly note: number;
  readonly weight: number;
}

/** One posting as a number: those of a list are sorted by it, and so by note. */
export function postingNumber({ note, weight }: Posting): number {
  return note * 4 + weight;
}

/**
 * Packed postings, sorted, of different notes → text. Each is written as its distance from the note before, times
 * four, and its weight.
 */
export function encodePostings(sorted: readonly number[]): string {
  let text = '';
  let before = 0;
  for (const posting of sorted) {
    const note = posting >> 2;
    text += encodeNumber((note - before) * 4 + (posting & 3));
    before = note;
  }
  return text;
}

function encodeNumber(value: number): string {
  let text = DIGITS[value & 31] ?? '';
  for (let rest = value >> 5; rest > 0; rest >>= 5) text = (DIGITS[32 + (rest & 31)] ?? '') + text;
  return text;
}
