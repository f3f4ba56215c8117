import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { kindPlural, phaseName } from '../view/names.ts';

/** Another form of what a page shows. */
export interface AlternateView {
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

/** Where the data of a lineage stands: `data/notes/<id>.json`. */
export function noteDataPath({ addresses }: Pick<Site, 'addresses'>, id: string): string {
  return (addresses.id.get(id) ?? '').replace(/^id\/(.*)\/index\.html$/, 'data/notes/$1.json');
}

/** A list of documents that has a feed, at the page that shows it. */
export interface FeedPlace {
  /** Page of the list, from the site's root; its feeds stand beside it. */
  readonly page: string;
  readonly title: string;
  readonly holds: (document: Document) => boolean;
}

/** The feeds of a site: of the record, of each phase, of each kind. */
export function feedPlaces(site: Site): readonly FeedPlace[] {
  const { addresses, config } = site;
  const named = (name: string): string => `${config.title}: ${name}`;
  return [
    { page: 'index.html', title: config.title, holds: () => true },
    ...[...addresses.phase].map(([phase, page]) => ({
      page,
      title: named(phaseName(phase)),
      holds: (document: Document) => document.phase === phase,
    })),
    ...[...addresses.kind].map(([kind, page]) => ({
      page,
      title: named(kindPlural(site, kind)),
      holds: (document: Document) => document.kind === kind,
    })),
  ];
}

/** The address of a feed beside its page. */
export function feedPath(page: string, format: 'atom' | 'json'): string {
  return page.replace(/index\.html$/, `feed.${format}`);
}

/** The other forms of a page: feeds of a list; the exact bytes and the data of a document. */
export function alternatesView(site: Site, page: string): readonly AlternateView[] {
  const href = (to: string): string => hrefBetween(page, to);
  const document = site.shown.get(page);
  if (document !== undefined) {
    const raw = site.addresses.raw.get(document.path) ?? '';
    return [
      ...(document.format === 'md' ? [{ type: 'text/markdown', title: 'Markdown', href: href(raw) }] : []),
      {
        type: 'application/json',
        title: 'Data of all versions',
        href: href(noteDataPath(site, document.id)),
      },
    ];
  }
  const place = /^((phases|kinds)\/[^/]+\/)?index\.html$/.test(page)
    ? feedPlaces(site).find((one) => one.page === page)
    : undefined;
  if (place === undefined) return [];
  const { title } = place;
  return [
    { type: 'application/atom+xml', title, href: href(feedPath(page, 'atom')) },
    { type: 'application/feed+json', title, href: href(feedPath(page, 'json')) },
  ];
}
