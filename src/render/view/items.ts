import { counted } from '../../parse/in-threes.ts';
import type { Document, Item, ItemPlace } from '../../types.ts';
import { deciderOf } from '../events.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { type BacklinksView, citingView } from './backlinks.ts';
import { headingText } from './contents.ts';
import type { LinkView } from './masthead.ts';
import { capital, titleOf, versionName } from './names.ts';

/** An item in a list. */
interface ItemView extends LinkView {
  /** What it is in one sentence, empty where no note says. */
  readonly title: string;
  readonly state: string;
  readonly mark: string;
  /** Phase or note in which the id means this, empty for the whole record. */
  readonly within: string;
}

/** A place that states an item, and what it says there. */
interface StatementView extends LinkView {
  readonly version: string;
  readonly date: string;
  readonly section: LinkView | null;
  readonly defines: boolean;
  /** `settled`, `by operator`, `to the queue`, `2 instances`. */
  readonly said: readonly string[];
  readonly title: string;
}

/** An item with everything that is known of it. */
interface WholeItemView extends ItemView {
  /** Who decided, empty where no note says. */
  readonly by: string;
  readonly statements: readonly StatementView[];
  /** Mentions that are no statements. */
  readonly mentions: BacklinksView;
}

/** States by what they say about a decision: taken, put off, let go; any other is under way. */
const MARKS: Readonly<Record<string, string>> = {
  settled: '◆',
  confirmed: '◆',
  done: '◆',
  reshaped: '◆',
  promoted: '◆',
  deferred: '◇',
  carried: '◇',
  rejected: '✕',
};

/** An item as a list on the page at `page` shows it. */
export function itemView(site: Site, key: string, item: Item, page: string): ItemView {
  const { id, title, state, within } = item;
  return {
    text: id,
    href: hrefBetween(page, site.addresses.item.get(key) ?? ''),
    title: capital(title ?? ''),
    state: state ?? '',
    mark: MARKS[state ?? ''] ?? '○',
    within: within ?? '',
  };
}

/** An item as its own page shows it: every statement, oldest first, and every other mention. */
export function wholeItemView(site: Site, key: string, item: Item, page: string): WholeItemView {
  const stated = item.places.flatMap((place) => {
    const document = site.graph.byPath.get(place.path);
    return document === undefined ? [] : [statementView(site, document, place, page)];
  });
  const places = new Set(item.places.map(({ path, span }) => `${path}:${span.start}`));
  const edges = (site.itemEdges.get(key) ?? []).filter(
    ({ from, mention }) => !places.has(`${from}:${mention.span.start}`),
  );
  return {
    ...itemView(site, key, item, page),
    by: deciderOf(item) ?? '',
    statements: stated,
    mentions: citingView(site, edges, page, site.addresses.cited.get(key)),
  };
}

function statementView(site: Site, document: Document, place: ItemPlace, page: string): StatementView {
  const view = site.addresses.view.get(document.path) ?? '';
  const section = document.draft?.sections.find(({ slug }) => slug === place.slug);
  const { state, by, to, instances, decides, decided } = place;
  return {
    text: titleOf(document),
    href: hrefBetween(page, view),
    version: versionName(document) ?? '',
    date: document.date ?? '',
    section:
      section === undefined || section.depth === 0
        ? null
        : { text: headingText(section), href: hrefBetween(page, view, section.slug) },
    defines: place.defines,
    said: [
      state,
      by && `by ${by}`,
      to && `to ${to}`,
      instances === null ? null : counted(instances, 'instance'),
      decides && `for ${decides} to decide`,
      decided && `decided by ${decided}`,
    ].flatMap((part) => (part === null || part === '' ? [] : [part])),
    title: capital(place.title ?? ''),
  };
}
