import { wantedSections } from '../../rules/section/wanted.ts';
import type { Draft, Edit, Kind, Section, Span } from '../../types.ts';
import { isDelta } from '../bump/changes.ts';
import { eolOf } from '../head-entry.ts';
import type { EditedNote } from '../view.ts';

/** A section of a note that its kind names, and what stands in it. */
export interface StandingSection {
  readonly section: Section;
  /** Everything below its heading, subsections included. */
  readonly content: Span;
  /** True when nothing would be lost with what stands there: comments, "None.", a table of known rows alone. */
  readonly bare: boolean;
}

/**
 * The section of a note that the kind calls `title`; null where it has none, or one about another version. `known` are
 * the rows, by their first cell, of which the head has what a table there says.
 */
export function sectionIn(
  text: string,
  draft: Draft,
  kind: Kind,
  title: string,
  known: readonly string[] = [],
): StandingSection | null {
  const section = wantedSections({ kind, draft }).find((one) => one.section.title === title)?.entry?.section;
  if (section === undefined || isDelta(section.title)) return null;
  const next = draft.sections.find(
    ({ depth, span }) => span.start > section.span.start && depth > 0 && depth <= section.depth,
  );
  const end = next?.span.start ?? bodyEnd(text, draft);
  const content = { start: section.heading.end, end };
  return { section, content, bare: isBare(text.slice(content.start, content.end), known) };
}

/** The edit that puts Markdown in place of what stands in a section. */
export function sectionEdit(
  { text, path }: EditedNote,
  { content }: StandingSection,
  markdown: string,
): Edit {
  const eol = eolOf(text);
  const last = content.end >= text.length;
  return { path, span: content, text: `${eol}${eol}${lines(markdown, eol)}${eol}${last ? '' : eol}` };
}

/** The edit that puts a table in place of what stands in a section where nothing is lost by it, else on top of that. */
export function tabled(note: EditedNote, place: StandingSection, table: string): Edit {
  if (place.bare) return sectionEdit(note, place, table);
  const { text, path } = note;
  const { start } = place.content;
  const eol = eolOf(text);
  return { path, span: { start, end: start }, text: `${eol}${eol}${lines(table, eol)}` };
}

/** The edit that adds Markdown below what stands in a section; a comment or "None." gives way to it. */
export function appended(note: EditedNote, place: StandingSection, markdown: string): Edit {
  const { text, path } = note;
  const { content } = place;
  const written = text.slice(content.start, content.end);
  if (!/\S/.test(withoutComments(written)) || isNone(written)) return sectionEdit(note, place, markdown);
  const end = content.start + written.trimEnd().length;
  const eol = eolOf(text);
  const list = /(?:^|\n)[ \t]*(?:[-*+]|\d+[.)])[ \t][^\n]*$/.test(written.trimEnd());
  return { path, span: { start: end, end }, text: `${list ? eol : eol + eol}${lines(markdown, eol)}` };
}

function lines(markdown: string, eol: string): string {
  return markdown.trim().replaceAll(/\r?\n/g, eol);
}

function isBare(content: string, known: readonly string[]): boolean {
  const left = withoutComments(content).trim();
  if (left === '' || isNone(left)) return true;
  const lines = left.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = known.map(withoutMarks);
  return (
    lines.every((line) => /^\s*\|/.test(line)) &&
    lines.slice(2).every((row) => names.includes(withoutMarks(row.split('|')[1] ?? '')))
  );
}

function withoutMarks(cell: string): string {
  return cell.replaceAll(/[*_`]/g, '').trim();
}

function isNone(content: string): boolean {
  return /^\s*none\.?\s*$/i.test(withoutComments(content));
}

function withoutComments(content: string): string {
  return content.replaceAll(/<!--[\s\S]*?-->/g, '');
}

/** A footer, set off by a rule, is not of the last section. */
function bodyEnd(text: string, { body, versions }: Draft): number {
  const footer = versions.find(({ place }) => place === 'footer')?.span;
  if (!footer) return body.end;
  const rules = [...text.slice(0, footer.start).matchAll(/^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*\r?$/gm)];
  return Math.max(body.start, rules.at(-1)?.index ?? body.end);
}
