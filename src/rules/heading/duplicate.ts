import { ANCHOR_PREFIX } from '../../parse/section-address.ts';
import { groupBy } from '../../read/order.ts';
import type { Rule, Section } from '../../types.ts';
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
      ? `${named(title)} stands twice under the same parent, so a mention of it is ambiguous.`
      : `${named(title)} has the address {#${address}}, and so has one before it, to which all mentions of it lead.`,
  help: ({ title, address }) =>
    address === undefined
      ? `Rename one, or give it an address of its own: \`${title} {#another-name}\`.`
      : 'Give it an address of its own, such as `{#another-name}`.',
  *note({ draft: { sections, path } }) {
    const again = (section: Section, first: Section | undefined, address?: string) => ({
      span: section.heading,
      data: { title: section.title, ...(address !== undefined && { address }) },
      related: first ? [{ path, span: first.heading, label: 'first here' }] : [],
    });
    const entries = headingTree(sections).filter(
      ({ section }) => section.title !== '' && section.explicit === null,
    );
    for (const siblings of groupBy(entries, (entry) => entry.parent).values()) {
      const alike = groupBy(siblings, ({ section }) => nameOf(section.number, section.title));
      for (const [first, ...others] of alike.values())
        for (const { section } of others) yield again(section, first?.section);
    }
    for (const [anchor, [first, ...others]] of groupBy(sections, ({ explicit }) => explicit))
      if (anchor !== null)
        for (const section of others) yield again(section, first, anchor.slice(ANCHOR_PREFIX.length));
  },
};

function named(title: string): string {
  return title === '' ? 'A heading without words' : `The heading ${quoted(title)}`;
}

function nameOf(number: string | null, title: string): string {
  return `${number ?? ''} ${title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
}
