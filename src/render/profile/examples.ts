import { stretchesOf } from './stretches.ts';

/** What an example begins with while marks are looked for. */
const APART = '<\ufdd0!--';
/** Code within a line, of which nothing but a stray mark could be mistaken: no white space at its ends. */
const CODE = /(?<![`\\\p{L}\p{N}])(`{1,3})(?![`\s])(?:(?!\1)[^\n])*(?<=\S)\1(?!`)/gu;

/**
 * A text in which comments that code shows are none, as long as marks are looked for. Code that is not closed, or only by
 * a line outside of a list that it may stand in, is none here: what is marked behind it must not show.
 */
export function withoutExamples(text: string): string {
  const lines = text.split('\n');
  const alone = linesOfCode(lines, false);
  const within = linesOfCode(lines, true);
  return lines
    .map((line, at) =>
      alone.has(at) && within.has(at)
        ? line.replaceAll('<!--', APART)
        : line.replace(CODE, (code) => code.replaceAll('<!--', APART)),
    )
    .join('\n');
}

/** The text as it was. */
export function withExamples(text: string): string {
  return text.replaceAll(APART, '<!--');
}

function linesOfCode(lines: readonly string[], isWithin: boolean): ReadonlySet<number> {
  const code = new Set<number>();
  for (const { kind, from, to, isClosed } of stretchesOf(lines, 0, isWithin)) {
    if (kind !== 'code' || !isClosed) continue;
    for (let at = from; at < to; at += 1) code.add(at);
  }
  return code;
}
