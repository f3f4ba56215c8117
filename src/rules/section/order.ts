import type { Rule } from '../../types.ts';
import { misplaced } from '../misplaced.ts';
import { quoted, unquoted } from '../words.ts';
import { wantedSections } from './wanted.ts';

/** Compares only sections of one level, and reports the fewest that would have to move. */
export const sectionOrder: Rule<{ section: string; kind: string; order: readonly string[] }> = {
  id: 'section/order',
  severity: 'warning',
  message: ({ section, kind }) =>
    `The section ${quoted(section)} is not where notes of kind ${quoted(kind)} have it.`,
  help: ({ order }) => `The order is: ${order.map(unquoted).join(' · ')}.`,
  *note(view) {
    const present = wantedSections(view).flatMap(({ entry }, rank) =>
      entry === null ? [] : [{ entry, rank }],
    );
    const top = Math.min(...present.map(({ entry }) => entry.section.depth));
    const placed = present
      .filter(({ entry }) => entry.section.depth === top)
      .sort((a, b) => a.entry.section.span.start - b.entry.section.span.start);
    const order = view.kind.sections.map(({ title }) => title);
    for (const index of misplaced(placed.map(({ rank }) => rank))) {
      const section = placed[index]?.entry.section;
      if (section === undefined) continue;
      yield { span: section.heading, data: { section: section.title, kind: view.kind.name, order } };
    }
  },
};
