/** One line of a text. Offsets. */
export interface Line {
  readonly start: number;
  /** Before the line ending. */
  readonly end: number;
  /** Start of the line after it; the length of the text when there is none. */
  readonly next: number;
}

/** The line that holds an offset below the length of the text; a line ends with `\n` or `\r\n`. */
export function lineAround(text: string, offset: number): Line {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const next = feed < 0 ? text.length : feed + 1;
  const stop = feed < 0 ? text.length : feed;
  return { start, end: stop > start && text[stop - 1] === '\r' ? stop - 1 : stop, next };
}

/** The lines of a text from the one that holds `start` to the one before `end`, and never past the end of the text. */
export function* linesFrom(text: string, start: number, end = text.length): Generator<Line, void> {
  for (let at = start; at < Math.min(end, text.length); ) {
    const line = lineAround(text, at);
    yield line;
    at = line.next;
  }
}
