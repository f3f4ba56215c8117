import { groupBy } from '../../read/order.ts';
import { MATTER_HEADINGS, MATTERS, type OpenMatter } from '../../rules/open-matters.ts';
import type { Item, Span } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { sectionLink } from './contents.ts';
import type { LinkView } from './masthead.ts';
import { capital, titleOf, versionName } from './names.ts';

/** Open matters of one sort. */
interface OpenGroupView {
  readonly id: string;
  readonly title: string;
  readonly matters: readonly MatterView[];
}

/** One open matter: what it is, and the note that says so. */
interface MatterView {
  /** Its id, empty where it has none. */
  readonly name: string;
  /** Page of the item of that id, empty where it is none. */
  readonly href: string;
  readonly title: string;
  readonly note: LinkView;
  readonly version: string;
  readonly date: string;
  readonly section: LinkView | null;
}

/** Open matters by sort, in the order in which they are told. */
export function openView(site: Site, matters: readonly OpenMatter[], page: string): readonly OpenGroupView[] {
  const groups = groupBy(matters, ({ why }) => why);
  const keys = groupBy(site.graph.items.keys(), (key) => site.graph.items.get(key)?.id);
  return MATTERS.flatMap((why) => {
    const own = groups.get(why) ?? [];
    const told = own.flatMap((matter) =>
      matterView(site, matter, keys.get(matter.name ?? undefined) ?? [], page),
    );
    return told.length === 0 ? [] : [{ id: `page-${why}`, title: MATTER_HEADINGS[why], matters: told }];
  });
}

function matterView(
  site: Site,
  { path, span, name, title }: OpenMatter,
  keys: readonly string[],
  page: string,
): readonly MatterView[] {
  const document = site.graph.byPath.get(path);
  const view = site.addresses.view.get(path);
  if (document === undefined || view === undefined) return [];
  const key = keys.find((one) => isStatedAt(site.graph.items.get(one), path, span));
  const item = key === undefined ? undefined : site.addresses.item.get(key);
  return [
    {
      name: name === null || name === document.id ? '' : name,
      href: item === undefined ? '' : hrefBetween(page, item),
      title: capital(title),
      note: { text: titleOf(document), href: hrefBetween(page, view) },
      version: versionName(document) ?? '',
      date: document.date ?? '',
      section: sectionLink(document.draft, span.start, page, view),
    },
  ];
}

function isStatedAt(item: Item | undefined, path: string, { start }: Span): boolean {
  return item?.places.some((place) => place.path === path && place.span.start === start) ?? false;
}
