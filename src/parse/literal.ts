/** The source of a pattern, with or without the flag `u`, that matches this text and nothing else; not within a class. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** The source of a pattern, with the flag `u`, for what stands there as a word: `run`, but neither `runs` nor `dry-run`. */
export function wholeWord(pattern: string): string {
  return String.raw`(?<![\p{L}\p{N}_-])(?:${pattern})(?![\p{L}\p{N}_-])`;
}
