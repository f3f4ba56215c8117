/**
 * Characters that the fast engine may look through once more for marks: some three seconds of them. A line of a million
 * that is not all ASCII may have ten thousand marks.
 */
export const mostSteps = 10_000_000_000;
/** What an address is looked for in costs as many times as much. */
const addressSteps = 4;
/** No text of the size that is read has lines enough of this length to come near. */
const shortLine = 5_000;

/** Says that a text has more marks in long lines than the fast engine can take. */
export class TooManyMarks extends Error {
  override readonly name = 'TooManyMarks';
  /** Offset of the line. */
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }
}

/**
 * Offset of the line at which the fast engine would have looked through long lines for too long, or null. It counts the
 * column of each mark from the start of a line that is not all ASCII, and looks for an address in the whole word around
 * each underscore and behind each `http://` and `www.`.
 */
export function tooManyMarks(text: string): number | null {
  let steps = 0;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    if (line.length > shortLine) steps += stepsOf(line);
    if (steps > mostSteps) return index;
  }
  return null;
}

function stepsOf(line: string): number {
  const columns = /[^\0-\x7f]/.test(line) ? line.length * count(line, /[*_~`[<\\|@]|:\/\/|www\./g) : 0;
  return (
    columns + wordSteps(line, /[\w.+-]+/g, /_/g) + addressSteps * wordSteps(line, /\S+/g, /:\/\/|www\./g)
  );
}

function wordSteps(line: string, words: RegExp, marks: RegExp): number {
  let steps = 0;
  for (const [word] of line.matchAll(words)) {
    if (word.length > shortLine) steps += word.length * count(word, marks);
  }
  return steps;
}

function count(text: string, marks: RegExp): number {
  return text.match(marks)?.length ?? 0;
}
