import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { wantedSections } from './wanted.ts';

/** Only for sections that the kind names; of a turn that is ready `turn/part` tells them. */
export const sectionEmpty: Rule<{ section: string }> = {
  id: 'section/empty',
  severity: 'warning',
  message: ({ section }) => `The section ${quoted(section)} is empty.`,
  help: () => 'Fill it; where there is nothing to say, write "None." so that readers know it was looked at.',
  *note(view) {
    if (!view.draft.sections.some(({ empty }) => empty)) return;
    if (view.kind.name === 'turn' && view.document.status?.value === 'ready') return;
    const seen = new Set<number>();
    for (const { entry } of wantedSections(view)) {
      if (entry === null || !entry.section.empty) continue;
      if (seen.has(entry.section.span.start)) continue;
      seen.add(entry.section.span.start);
      yield { span: entry.section.heading, data: { section: entry.section.title } };
    }
  },
};
