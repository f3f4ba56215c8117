import { withBelow } from '../parse/sections.ts';
import type { Document, Section } from '../types.ts';

/** A step that opens a heading, as `parts` labels it. */
const STEP_HEADING = /^step\s+(\d{1,3}[a-z]?)(?![\p{L}\p{N}_])/iu;

/**
 * The section that holds a part (`step 2c`, `item 4`) of a section: itself, or one below it. A step may stand anywhere
 * in the document. Null when it is not there, undefined when the document counts nothing of the sort.
 */
export function partWithin(
  { draft }: Document,
  section: Section | null,
  label: string,
): Section | null | undefined {
  const { sections = [], parts = [] } = draft ?? {};
  const within = section === null ? sections : withBelow(sections, sections.indexOf(section));
  const isStep = label.startsWith('step ');
  const holder = (candidates: readonly Section[]): Section | undefined =>
    candidates.find(({ title }) => isStep && labelOf(title) === label) ??
    candidates.find(({ span }) =>
      parts.some(
        (part) => part.label === label && span.start <= part.span.start && part.span.start < span.end,
      ),
    );
  const found = holder(within) ?? (isStep ? holder(sections) : undefined);
  if (found !== undefined) return found;
  if (isStep) {
    const counts =
      parts.some((part) => part.label.startsWith('step ')) || sections.some(({ title }) => labelOf(title));
    return counts ? null : undefined;
  }
  const items = parts.filter(
    (part) =>
      part.label.startsWith('item ') &&
      within.some(({ span }) => span.start <= part.span.start && part.span.start < span.end),
  );
  // Lists that begin anew at 1 are counted as one.
  if (items.length === 0 || items.length >= Number(label.slice('item '.length))) return undefined;
  return null;
}

function labelOf(title: string): string | null {
  const name = STEP_HEADING.exec(title)?.[1];
  return name === undefined ? null : `step ${name.toLowerCase()}`;
}
