import { counted } from '../../parse/in-threes.ts';
import { natural } from '../../read/natural.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, SiteFile } from '../../types.ts';
import { statusKey, UNMAPPED } from '../addresses.ts';
import { hrefBetween } from '../href.ts';
import { newestFirst, oldestFirst } from '../order.ts';
import { inPages } from '../paging.ts';
import type { Site } from '../site.ts';
import { entryLines, entryView } from '../view/entry.ts';
import { type GroupView, groupView } from '../view/group.ts';
import { kindPlural, phaseName, statusTitle } from '../view/names.ts';
import { page } from './page.ts';
import { phasePages } from './phase.ts';

/** One way to sort the record into pages: keys of each document, a page per key, and an index of them. */
interface Shelf {
  readonly folder: 'phases' | 'kinds' | 'statuses' | 'authors';
  readonly title: string;
  readonly about: string;
  readonly keysOf: (document: Document) => readonly (string | null)[];
  readonly nameOf: (site: Site, key: string) => string;
  readonly aboutOf: (site: Site, key: string) => string;
  readonly addressOf: (site: Site, key: string) => string | undefined;
  readonly compareKeys: (site: Site) => (left: string, right: string) => number;
  readonly compareNotes: (left: Document, right: Document) => number;
}

const SHELVES: readonly Shelf[] = [
  {
    folder: 'phases',
    title: 'Phases',
    about: 'The record by phase, latest phase first.',
    keysOf: ({ phase }) => [phase],
    nameOf: (_, key) => phaseName(key),
    aboutOf: () => '',
    addressOf: (site, key) => site.addresses.phase.get(key),
    compareKeys: () => (left, right) => natural(right, left),
    compareNotes: oldestFirst,
  },
  {
    folder: 'kinds',
    title: 'Kinds',
    about: 'The record by what sort of note it is.',
    keysOf: ({ kind }) => [kind],
    nameOf: kindPlural,
    aboutOf: (site, key) => site.kinds.get(key)?.about ?? '',
    addressOf: (site, key) => site.addresses.kind.get(key),
    compareKeys: (site) => (left, right) => natural(kindPlural(site, left), kindPlural(site, right)),
    compareNotes: newestFirst,
  },
  {
    folder: 'statuses',
    title: 'Statuses',
    about: 'The record by where each note stands.',
    keysOf: (document) => [statusKey(document)],
    nameOf: (_, key) => statusTitle(key),
    aboutOf: (_, key) =>
      key === UNMAPPED ? "Statuses in the authors' own words, on no ladder of their kind." : '',
    addressOf: (site, key) => site.addresses.status.get(key),
    compareKeys: () => natural,
    compareNotes: newestFirst,
  },
  {
    folder: 'authors',
    title: 'Authors',
    about: 'The record by who wrote it, as the notes say.',
    keysOf: ({ authors }) => authors,
    nameOf: (_, key) => key,
    aboutOf: () => '',
    addressOf: (site, key) => site.addresses.author.get(key),
    compareKeys: () => natural,
    compareNotes: newestFirst,
  },
];

/** The pages by phase, by kind and by status, each with its index. */
export function* listPages(site: Site): Generator<SiteFile> {
  for (const shelf of SHELVES) {
    const groups = shelve(site, shelf);
    const index = `${shelf.folder}/index.html`;
    yield page(site, index, 'shelf.liquid', shelf.title, {
      title: shelf.title,
      about: shelf.about,
      groups: groups.map(([key, documents]) => groupOf(site, shelf, key, documents, index)),
    });
    for (const [key, documents] of groups) {
      if (shelf.folder === 'phases') yield* phasePages(site, key, documents);
      else yield* listOf(site, shelf, key, documents);
    }
  }
}

/** The groups of one shelf as links from the page at `from`. */
export function shelfView(site: Site, folder: Shelf['folder'], from: string): readonly GroupView[] {
  return SHELVES.filter((shelf) => shelf.folder === folder).flatMap((shelf) =>
    shelve(site, shelf).map(([key, documents]) => groupOf(site, shelf, key, documents, from)),
  );
}

function shelve(site: Site, shelf: Shelf): readonly [string, readonly Document[]][] {
  const keyed = site.graph.documents.flatMap((document) =>
    shelf.keysOf(document).flatMap((key) => (key === null ? [] : [{ key, document }])),
  );
  const compare = shelf.compareKeys(site);
  return [...groupBy(keyed, ({ key }) => key)]
    .sort(([left], [right]) => compare(left, right))
    .map(([key, members]) => [key, members.map(({ document }) => document)]);
}

function groupOf(
  site: Site,
  shelf: Shelf,
  key: string,
  documents: readonly Document[],
  from: string,
): GroupView {
  const href = hrefBetween(from, shelf.addressOf(site, key) ?? '');
  return groupView(shelf.nameOf(site, key), href, documents);
}

function listOf(site: Site, shelf: Shelf, key: string, documents: readonly Document[]): Generator<SiteFile> {
  const title = shelf.nameOf(site, key);
  const groups = entryLines(site, documents, shelf.compareNotes);
  return inPages(shelf.addressOf(site, key) ?? '', groups, (at, part, paging) =>
    page(site, at, 'list.liquid', title, {
      title,
      shelf: { text: shelf.title, href: hrefBetween(at, `${shelf.folder}/index.html`) },
      count: counted(documents.length, 'document'),
      about: shelf.aboutOf(site, key),
      groups: part.map(({ items, ...group }) => ({
        ...group,
        entries: items.map((line) => entryView(site, line, at)),
      })),
      paging,
    }),
  );
}
