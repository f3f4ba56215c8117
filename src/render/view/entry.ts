import { groupBy } from '../../read/order.ts';
import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import type { LinkView } from './masthead.ts';
import { kindName, statusName, titleOf, versionName } from './names.ts';

/** One line of a list of notes: a document, and its other versions that belong to the same list. */
export interface EntryView extends LinkView {
  /** Of the document. */
  readonly path: string;
  readonly date: string | null;
  readonly version: string | null;
  readonly kind: string;
  readonly status: string | null;
  readonly archived: boolean;
  readonly summary: string | null;
  readonly others: readonly LinkView[];
  /** What its version changed, where the list tells it; else empty. */
  readonly change: string;
}

/** A list of notes: lineages whose current version belongs to it, then those of which only older ones do. */
interface EntriesView {
  readonly current: readonly EntryView[];
  readonly earlier: readonly EntryView[];
}

/** One line of a list before it stands on a page. */
interface EntryLine {
  readonly lead: Document;
  readonly members: readonly Document[];
}

/** Documents → the lines of a list, in the order given by `compare`: those in force, then the others. */
export function entryLines(
  site: Site,
  documents: readonly Document[],
  compare: (left: Document, right: Document) => number,
): readonly {
  readonly id: string;
  readonly title: string;
  readonly items: readonly EntryLine[];
}[] {
  const oldest = (document: Document): string => site.versionsOf(document)[0]?.path ?? document.path;
  const lines = [...groupBy(documents, oldest).values()].map((unsorted) => {
    const lineage = site.graph.lineages.get(unsorted[0]?.id ?? '');
    const current = lineage?.current;
    const age = (document: Document): number => lineage?.versions.indexOf(document) ?? 0;
    const members = unsorted.sort((left, right) => age(left) - age(right));
    const isNow = (document: Document): boolean =>
      !document.archived && (current === undefined || isCurrent(document, current));
    const lead = members.find((member) => member.path === current?.path) ?? members.at(-1);
    return { lead, members, isNow: lead !== undefined && isNow(lead) };
  });
  const sorted = lines.flatMap(({ lead, ...line }) => (lead === undefined ? [] : [{ lead, ...line }]));
  sorted.sort((left, right) => compare(left.lead, right.lead));
  return [
    { id: 'page-current', title: 'Current', items: sorted.filter((line) => line.isNow) },
    { id: 'page-earlier', title: 'Archived or superseded', items: sorted.filter((line) => !line.isNow) },
  ];
}

/** Documents → a whole list as one page shows it. */
export function entriesView(
  site: Site,
  documents: readonly Document[],
  page: string,
  compare: (left: Document, right: Document) => number,
): EntriesView {
  const [current, earlier] = entryLines(site, documents, compare).map(({ items }) =>
    items.map((line) => entryView(site, line, page)),
  );
  return { current: current ?? [], earlier: earlier ?? [] };
}

/** One line as the page at `page` shows it. */
export function entryView(site: Site, { lead, members }: EntryLine, page: string): EntryView {
  const link = (document: Document): string =>
    hrefBetween(page, site.addresses.view.get(document.path) ?? '');
  return {
    path: lead.path,
    text: titleOf(lead),
    href: link(lead),
    date: lead.date,
    version: versionName(lead),
    kind: kindName(site, lead.kind),
    status: statusName(lead),
    archived: lead.archived,
    summary: lead.summary,
    others: members
      .filter((member) => member.path !== lead.path)
      .map((member) => ({
        text:
          versionName(member) === versionName(lead) || member.version === null
            ? member.format.toUpperCase()
            : (versionName(member) ?? ''),
        href: link(member),
      })),
    change: '',
  };
}
