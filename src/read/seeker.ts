/**
 * Finds the next match of a global expression for one character, at or behind an offset; the length of the text
 * when there is none. For offsets that grow the text is searched once.
 */
export function seeker(text: string, character: RegExp): (from: number) => number {
  let next = -1;
  return (from) => {
    if (next >= from) return next;
    character.lastIndex = from;
    next = character.test(text) ? character.lastIndex - 1 : text.length;
    return next;
  };
}
