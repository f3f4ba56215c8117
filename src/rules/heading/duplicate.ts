import { groupBy } from '../../read/order.ts';
import type { NoteView, Rule, Section } from '../../types.ts';
import { headingTree } from '../outline.ts';
import { quoted } from '../words.ts';

/**
 * Text of headings under one parent only: "Cost" may stand under each option. Those with a `{#slug}` of their own
 * are told apart by it, wherever they stand.
 */
export const duplicateHeading: Rule<{ title: string; address?: string }> = {
  id: 'heading/duplicate',
  severity: 'warning',
  message: ({ title, address }) =>
    address === undefined
      ? `The heading ${quoted(title)} stands twice under the same parent, so a mention of it is ambiguous.`
      : `The heading ${quoted(title)} has the address {#${address}}, and so has one before it, to which all mentions of it lead.`,
  help: ({ title, address }) =>
    address === undefined
      ? `Rename one, or give it an address of its own: \`${title} {#another-name}\`.`
      : `Give it an address of its own: \`${title} {#another-name}\`.`,
  *note(view) {
    const { sections, path } = view.draft;
    const again = (section: Section, first: Section | undefined, address?: string) => ({
      span: section.heading,
      data: { title: section.title, ...(address !== undefined && { address }) },
      related: first ? [{ path, span: first.heading, label: 'first here' }] : [],
    });
    const entries = headingTree(sections).filter(({ section }) => section.title !== '' && !section.explicit);
    for (const siblings of groupBy(entries, (entry) => entry.parent).values()) {
      const alike = groupBy(siblings, ({ section }) => nameOf(section.number, section.title));
      for (const [first, ...others] of alike.values())
        for (const { section } of others) yield again(section, first?.section);
    }
    const addressed = sections.filter(({ explicit }) => explicit);
    for (const [address, [first, ...others]] of groupBy(addressed, (section) => addressOf(section, view)))
      for (const section of others) yield again(section, first, address);
  },
};

function nameOf(number: string | null, title: string): string {
  return `${number ?? ''} ${title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
}

/** The address that a heading gives itself, less the `s-` that all of them have on the site. */
function addressOf({ heading, slug }: Section, { text }: NoteView): string {
  const raw = text.slice(heading.start, heading.end);
  return /^\{[ \t]*#(?:s-)?(.+?)[ \t]*\}/.exec(raw.slice(raw.lastIndexOf('{')))?.[1] ?? slug;
}
