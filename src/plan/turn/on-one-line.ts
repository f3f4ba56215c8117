/** A text on one line, for a list or a sentence that it would break out of. */
export function onOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
