import type { MarkdownEngine, Section, Span } from '../types.ts';
import { type HeadPlace, readBody } from './body.ts';
import { fold } from './mentions/words.ts';

/** Something that a note lists. */
export interface ListedWork {
  readonly span: Span;
  /** Its first sentence; a number such as `Q1.` in front of it is none of its own. */
  readonly title: string;
}

/** The paragraphs and list items that stand in sections of a note, in order; rows of tables but their heads too. */
export function listedWork(
  text: string,
  head: HeadPlace,
  sections: readonly Section[],
  engine: MarkdownEngine,
): readonly ListedWork[] {
  return readBody(text, head, engine).blocks.flatMap(({ type, span, text: words }) => {
    const isIn = sections.some((section) => section.span.start <= span.start && span.end <= section.span.end);
    if (!isIn || (type !== 'item' && type !== 'paragraph')) return [];
    const title = /^(?:(?=\S*\d)\S+\.\s)?(?:.*?[.;!?](?=\s|$)|.*$)/.exec(fold(words).trim())?.[0] ?? '';
    return title === '' ? [] : [{ span, title: title.replace(/[.;]$/, '') }];
  });
}
