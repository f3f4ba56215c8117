/** A heading's number, as written without its final stop, and the rest of its text. */
export interface NumberedTitle {
  readonly number: string | null;
  readonly title: string;
}

const part = '(?:\\d{1,3}[A-Za-z]?|[A-Z])';
const several = `(?:${part}(?:\\.${part}){1,8})`;
const one = '(?:\\d{1,3}[A-Za-z]?)';
const marked = new RegExp(
  `^(?:§+\\s*|(?:Section|Sec\\.?)[\\s-]\\s*)(${several}|[A-Z]?\\d{1,3}[A-Za-z]?|[A-Z])(?![\\w.]*\\w)`,
);
const plain = new RegExp(`^(${several}|${one}|[A-Z](?=[.)]\\s))(?![\\w.]*\\w)`);
const separator = /^(?:[.)](?=\s|$)|:(?=\s|$)|\s+[—–-](?=\s|$))?\s*/;

/**
 * Splits the number off a heading: `6. Title`, `6) Title`, `2.1 Title`, `§6 Title`, `A.7 Title`, `3A. Title`,
 * `Sec-7: Title`, `A. Title`. A bare whole number before a lower-case word ("3 halts in one day") is no number, nor
 * is one with words before it ("Step 2b"), nor a year.
 */
export function splitNumber(text: string): NumberedTitle {
  const found = marked.exec(text) ?? plain.exec(text);
  const number = found?.[1];
  if (!found || number === undefined) return { number: null, title: text };
  const rest = text.slice(found[0].length);
  const mark = separator.exec(rest)?.[0] ?? '';
  const title = rest.slice(mark.length);
  if (mark === '' && title !== '') return { number: null, title: text };
  const isBare = found[0] === number && mark.trim() === '' && !number.includes('.');
  if (isBare && title !== '' && !/^[^\p{Ll}\d]*[\p{Lu}\p{Lo}]/u.test(title))
    return { number: null, title: text };
  return { number, title };
}
