import type { Document, Draft } from '../../types.ts';

/** What divides a title: `RFC 7: Night trams`. */
const DIVIDER = /:\s|：|\s[-–—·|]\s/u;

/**
 * The heading that a page leaves out of its body, since its title, with the head and the path beside it, says it; null
 * where it says something else, as one below a title in a head may.
 */
export function titleHeading({
  title,
  draft,
  path,
}: Pick<Document, 'title' | 'draft' | 'path'>): Draft['title'] {
  const heading = draft?.title ?? null;
  if (draft === null || heading === null) return null;
  if (heading.text === title) return heading;
  const [above, below] = [wordsOf(title), wordsOf(heading.text)];
  if (above === below || title.split(DIVIDER).some((part) => wordsOf(part) === below)) return heading;
  if (!below.includes(above)) return null;
  const said = wordsOf(`${title} ${path} ${JSON.stringify(draft.head)}`);
  // An id, a date or a version adds nothing that would be missed.
  const others = heading.text.split(/\s+/).filter((word) => !/\p{N}/u.test(word));
  const isSaid = others.flatMap((word) => wordsIn(word)).every((word) => said.includes(` ${word} `));
  return isSaid ? heading : null;
}

/** The words of a line, each between spaces; of one without any its signs. */
function wordsOf(line: string): string {
  const words = wordsIn(line);
  return ` ${words.length > 0 ? words.join(' ') : line.trim()} `;
}

function wordsIn(line: string): readonly string[] {
  return (
    line
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
