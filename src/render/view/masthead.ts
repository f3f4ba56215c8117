import { type AlternateView, alternatesView } from '../data/places.ts';
import { encodePath, hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { type CommitView, commitView } from './provenance.ts';

/** A link as a template prints it. */
export interface LinkView {
  readonly text: string;
  readonly href: string;
}

/** What stands around every page: the document's own title, the masthead, the ways into the site. */
interface FrameView {
  /** For the browser's tab: bidirectional controls taken out, since a tab cannot isolate them. */
  readonly tab: string;
  readonly title: string;
  readonly home: string;
  readonly stylesheet: string;
  readonly icon: string;
  /** The page's script; nothing is missing without it. */
  readonly script: string;
  /** What the page is called where it is quoted. */
  readonly heading: string;
  /** Other forms of what the page shows. */
  readonly alternates: readonly AlternateView[];
  /** The page that searches. */
  readonly search: LinkView & { readonly here: boolean };
  /** The site's address as people say it, without scheme. */
  readonly address: LinkView | null;
  /** Absolute address of this page, when the site's is known. */
  readonly canonical: string | null;
  readonly nav: readonly (LinkView & { readonly here: boolean })[];
  readonly noindex: boolean;
  /** The commit at which an earlier state of the record is shown; null for what stands now. */
  readonly asOf: CommitView | null;
}

const WAYS = [
  { text: 'Phases', to: 'phases/index.html' },
  { text: 'Timeline', to: 'timeline/index.html' },
  { text: 'Items', to: 'items/index.html' },
  { text: 'Open', to: 'open/index.html' },
  { text: 'Commits', to: 'commits/index.html' },
  { text: 'Kinds', to: 'kinds/index.html' },
  { text: 'Statuses', to: 'statuses/index.html' },
  { text: 'Authors', to: 'authors/index.html' },
  { text: 'Health', to: 'health/index.html' },
] as const;

/** Lanes only where there are any. */
function waysIn({ lanes }: Site): readonly { readonly text: string; readonly to: string }[] {
  const own = { text: 'Lanes', to: 'lanes/index.html' };
  return lanes.length === 0 ? WAYS : [...WAYS.slice(0, -1), own, ...WAYS.slice(-1)];
}

/** The frame of the page at `page` (a path from the site's root). `title` is empty for the home page. */
export function frameView(site: Site, page: string, title: string): FrameView {
  const { config } = site;
  const section = page.split('/')[0];
  return {
    tab: [title, config.title]
      .filter((part) => part !== '')
      .join(' · ')
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''),
    title: config.title,
    home: hrefBetween(page, 'index.html'),
    stylesheet: hrefBetween(page, 'style.css'),
    icon: hrefBetween(page, 'icon.svg'),
    script: hrefBetween(page, site.scripts.page.path),
    heading: title === '' ? config.title : title,
    alternates: alternatesView(site, page),
    search: { text: 'Search', href: hrefBetween(page, 'search/index.html'), here: section === 'search' },
    address:
      config.address === null
        ? null
        : { text: config.address.replace(/^https?:\/\//, '').replace(/\/$/, ''), href: config.address },
    canonical: absolute(site, page),
    nav: waysIn(site).map(({ text, to }) => ({
      text,
      href: hrefBetween(page, to),
      here: section !== 'index.html' && to.startsWith(`${section}/`),
    })),
    noindex: !config.public || Boolean(site.asOf),
    asOf: site.asOf ? commitView(site.asOf) : null,
  };
}

/** The absolute address of a page, `index.html` left off; null when slop.yaml names no address. */
export function absolute({ config }: Pick<Site, 'config'>, page: string): string | null {
  if (config.address === null) return null;
  return config.address + encodePath(page).replace(/(^|\/)index\.html$/, '$1');
}
