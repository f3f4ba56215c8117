import type { Draft, Edit } from '../../types.ts';
import { eolOf } from '../head-entry.ts';
import type { EditedNote } from '../view.ts';

/** Headings of sections about what a version changed. */
const DELTA =
  /^(?:what (?:has )?changed (?:from|since|in)|what v\S+ changes|v?\d+[._]\d+\s*(?:→|->|to)\s*v?\d)/i;

/** True for the title of a section about what one version changed. */
export function isDelta(title: string): boolean {
  return DELTA.test(title);
}

/**
 * The edit that adds a section: `markdown` is its text, from a heading of depth 2 on, ending in a line feed. It
 * stands before the section about the version before, else before the first section behind head and title, else
 * before the footer, else at the end. Written with the line endings and at the depth of the note; no other section is
 * touched.
 */
export function changesEdit({ text, path, draft }: EditedNote, markdown: string): Edit {
  const front = Math.max(
    draft.headSpan.end,
    draft.title?.span.end ?? 0,
    ...draft.versions.flatMap(({ place, span }) => (place === 'title' && span ? [span.end] : [])),
  );
  const behind = draft.sections.filter(({ depth, heading }) => depth > 1 && heading.start >= front);
  const before = behind.find(({ title }) => isDelta(title)) ?? behind[0];
  const eol = eolOf(text);
  const words = markdown.trim().replaceAll(/\r?\n/g, eol);
  if (before === undefined) {
    const footer = footerStart(text, draft);
    if (footer !== null) return { path, span: { start: footer, end: footer }, text: `${words}${eol}${eol}` };
    const gap = text.endsWith('\n') ? eol : eol + eol;
    return { path, span: { start: text.length, end: text.length }, text: `${gap}${words}${eol}` };
  }
  const start = before.span.start;
  const deep = before.depth > 2 ? words.replaceAll(/^#/gm, '#'.repeat(before.depth - 1)) : words;
  return { path, span: { start, end: start }, text: `${deep}${eol}${eol}` };
}

/** Where the paragraph begins that signs the note with its version; null without one, or where all is one paragraph. */
function footerStart(text: string, draft: Draft): number | null {
  const signed = draft.versions.find(({ place }) => place === 'footer')?.span;
  if (!signed) return null;
  const gap = [...text.slice(0, signed.start).matchAll(/\n[ \t]*\r?\n/g)].at(-1);
  return gap === undefined ? null : gap.index + gap[0].length;
}
