import type { Document, Draft } from '../../types.ts';

/**
 * The heading that a page leaves out of its body, since its title says it; null where the title says something else,
 * as one in a head may.
 */
export function titleHeading({ title, draft }: Pick<Document, 'title' | 'draft'>): Draft['title'] {
  const heading = draft?.title ?? null;
  if (heading === null) return null;
  const [above, below] = [wordsOf(title), wordsOf(heading.text)];
  return above.includes(below) || below.includes(above) ? heading : null;
}

/** The words of a line, each between spaces; of one without any its signs. */
function wordsOf(line: string): string {
  const words = line.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [line.trim()];
  return ` ${words.join(' ')} `;
}
