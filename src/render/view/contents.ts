import { sectionAt } from '../../parse/sections.ts';
import type { Document, Draft, Section } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { LinkView } from './masthead.ts';
import { titleHeading } from './title-heading.ts';

/** One line of the table of contents. */
interface ContentsView {
  readonly text: string;
  readonly href: string;
  readonly inside: readonly ContentsView[];
}

/** The two upper ranks of headings below the note's title; empty when there are fewer than two. */
export function contentsView(document: Document, page: string): readonly ContentsView[] {
  const title = titleHeading(document)?.span.start;
  const headed = (document.draft?.sections ?? []).filter(
    (section) => section.depth > 0 && section.title !== '' && !isTitle(section, title),
  );
  const top = headed.reduce((least, section) => Math.min(least, section.depth), Infinity);
  const contents: { text: string; href: string; inside: ContentsView[] }[] = [];
  for (const section of headed) {
    const line = { text: headingText(section), href: hrefBetween(page, page, section.slug), inside: [] };
    if (section.depth === top) contents.push(line);
    else if (section.depth === top + 1) contents.at(-1)?.inside.push(line);
  }
  return contents.length + contents.flatMap((line) => line.inside).length < 2 ? [] : contents;
}

/**
 * From a page to the section of a note that an offset of its raw text lies in; null before its first heading. `there` is
 * the note's own page.
 */
export function sectionLink(
  draft: Draft | null,
  offset: number,
  page: string,
  there: string,
): LinkView | null {
  const section = sectionOf(draft, offset);
  return section && { text: headingText(section), href: hrefBetween(page, there, section.slug) };
}

/** The section that an offset of the raw text lies in; null before the first heading. */
export function sectionOf(draft: Draft | null, offset: number): Section | null {
  const section = sectionAt(draft?.sections ?? [], offset);
  return section?.depth === 0 ? null : section;
}

/** A heading as it reads: `6. Reading order`. */
export function headingText({ number, title }: Pick<Section, 'number' | 'title'>): string {
  return number === null ? title : `${number}. ${title}`.replace(/^(§?\d+\.\d[^ ]*)\. /, '$1 ');
}

/** True for the heading that is the title of the note: the page shows it above the body. */
export function isTitle({ heading }: Section, titleStart: number | undefined): boolean {
  return titleStart !== undefined && heading.start <= titleStart && titleStart < heading.end;
}
