/** Characters of a text that a note holds of it. */
const LONGEST = 60_000;

/** What nobody sees, or what moves the cursor; a line feed and a tab are no harm. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * A text as a fenced block of a note: what it names is no mention, and what nobody sees is written out. A long one is
 * cut, which is told behind it.
 */
export function fenced(text: string): string {
  const shown = text
    .replaceAll(/\r\n?/g, '\n')
    .trimEnd()
    .slice(0, LONGEST)
    .replace(UNSEEN, (character) =>
      character === '\n' || character === '\t'
        ? character
        : `‹U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}›`,
    );
  const longest = Math.max(3, ...[...shown.matchAll(/~+/g)].map(([run]) => run.length));
  const fence = '~'.repeat(longest + 1);
  const rest = text.length - LONGEST;
  const more = rest > 0 ? `\n\n${rest} characters more lie beside the log of the lane.` : '';
  return `${fence}text\n${shown}\n${fence}${more}`;
}
