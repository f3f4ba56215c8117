/** 1-based, as editors, Git and GitHub count; `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text with its line starts, so that many places in it cost one pass. */
export interface Lines {
  readonly text: string;
  /** Offset of the first character of each line; at least one entry. */
  readonly starts: readonly number[];
}

/** Splits at line feeds alone, as Git does: a lone carriage return is a character of its line. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The place of a UTF-16 offset; an offset outside the text counts as its nearest end. */
export function positionIn({ text, starts }: Lines, offset: number): Position {
  const inside = Math.max(0, Math.min(offset, text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 };
}

/** The place of one UTF-16 offset in a text; an offset outside the text counts as its nearest end. */
export function position(text: string, offset: number): Position {
  return positionIn(linesOf(text), offset);
}

/** The text of a 1-based line without its line feed and the carriage return before it; `''` past the end. */
export function lineAt({ text, starts }: Lines, line: number): string {
  const start = starts[line - 1];
  if (start === undefined) return '';
  const next = starts[line];
  const end = next === undefined ? text.length : next - 1;
  return text.slice(start, text[end - 1] === '\r' && next !== undefined ? end - 1 : end);
}

/** Lines with their line feeds; none for an empty text. */
export function wholeLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
