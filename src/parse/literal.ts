/** The source of a pattern, with or without the flag `u`, that matches this text and nothing else; not within a class. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
