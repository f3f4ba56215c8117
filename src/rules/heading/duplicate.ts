import { groupBy } from '../../read/order.ts';
import type { Rule } from '../../types.ts';
import { headingTree } from '../outline.ts';
import { quoted } from '../words.ts';

/** Under one parent only: "Cost" may stand under each option. Headings with a `{#slug}` of their own are told apart by it. */
export const duplicateHeading: Rule<{ title: string }> = {
  id: 'heading/duplicate',
  severity: 'warning',
  message: ({ title }) =>
    `The heading ${quoted(title)} stands twice under the same parent, so a mention of it is ambiguous.`,
  help: ({ title }) => `Rename one, or give it an address of its own: \`${title} {#another-name}\`.`,
  *note({ draft }) {
    const entries = headingTree(draft.sections).filter(
      ({ section }) => section.title !== '' && !section.explicit,
    );
    for (const siblings of groupBy(entries, (entry) => entry.parent).values()) {
      for (const [first, ...others] of groupBy(siblings, ({ section }) =>
        nameOf(section.number, section.title),
      ).values()) {
        for (const { section } of others) {
          const related = first
            ? [{ path: draft.path, span: first.section.heading, label: 'first here' }]
            : [];
          yield { span: section.heading, data: { title: section.title }, related };
        }
      }
    }
  },
};

function nameOf(number: string | null, title: string): string {
  return `${number ?? ''} ${title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
