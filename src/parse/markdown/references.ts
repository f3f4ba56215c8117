/** Character references in one paragraph, and in all, beyond which a text is no prose of a person. */
const mostInParagraph = 2_000;
const mostInText = 20_000;

/** Says that a text has more character references than an engine can take. */
export class TooManyReferences extends Error {
  override readonly name = 'TooManyReferences';
  /** How many are taken. */
  readonly limit = mostInParagraph;
}

/**
 * True for a text with so many character references (`&copy;`) that the fast engine, which joins the pieces of a text
 * one by one, would take a time that grows with their square.
 */
export function hasTooManyReferences(text: string): boolean {
  let inText = 0;
  let inParagraph = 0;
  let last = 0;
  for (const { index } of text.matchAll(/&#?\w{1,31};/g)) {
    if (/[\r\n]\s*[\r\n]/.test(text.slice(last, index))) inParagraph = 0;
    inText += 1;
    inParagraph += 1;
    if (inParagraph > mostInParagraph || inText > mostInText) return true;
    last = index;
  }
  return false;
}
