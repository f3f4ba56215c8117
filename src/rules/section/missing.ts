import type { NoteView, Rule, Span } from '../../types.ts';
import { either, quoted } from '../words.ts';
import { type Wanted, wantedSections } from './wanted.ts';

export const sectionMissing: Rule<{ kind: string; section: string; also: readonly string[] }> = {
  id: 'section/missing',
  severity: 'error',
  message: ({ kind, section }) => `A note of kind ${quoted(kind)} needs a section ${quoted(section)}.`,
  help: ({ section, also }) =>
    `Add \`## ${section}\`${also.length > 0 ? `; the heading may also be ${either(also)}` : ''}.`,
  *note(view) {
    const wanted = wantedSections(view);
    for (const [index, { section, entry }] of wanted.entries()) {
      if (!section.required || entry !== null) continue;
      const data = { kind: view.kind.name, section: section.title, also: section.also };
      yield { span: gapAfter(wanted.slice(0, index), view), data };
    }
  },
};

/** Empty-width place where the section would go: before the heading that follows the last one named before it. */
function gapAfter(before: readonly Wanted[], { draft }: NoteView): Span {
  const last = before.findLast(({ entry }) => entry !== null)?.entry?.section;
  const next =
    last &&
    draft.sections.find(
      ({ depth, span }) => span.start > last.span.start && depth <= last.depth && depth > 0,
    );
  const at =
    last === undefined ? (draft.title?.span.end ?? draft.body.start) : (next?.span.start ?? draft.body.end);
  return { start: at, end: at };
}
