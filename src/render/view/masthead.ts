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
export interface FrameView extends FolderFrame {
  /** For the browser's tab: bidirectional controls taken out, since a tab cannot isolate them. */
  readonly tab: string;
  /** What the page is called where it is quoted. */
  readonly heading: string;
  /** Other forms of what the page shows. */
  readonly alternates: readonly AlternateView[];
  /** Absolute address of this page, when the site's is known. */
  readonly canonical: string | null;
}

/** What stands around all pages in one folder of the site. */
export interface FolderFrame {
  readonly title: string;
  readonly home: string;
  readonly stylesheet: string;
  readonly icon: string;
  /** The page's script; nothing is missing without it. */
  readonly script: string;
  /** The page that searches. */
  readonly search: LinkView & { readonly here: boolean };
  /** The site's address as people say it, without scheme. */
  readonly address: LinkView | null;
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
  const { config, frames } = site;
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  const frame = frames.get(folder) ?? folderFrame(site, folder);
  frames.set(folder, frame);
  return {
    ...frame,
    tab: [title, config.title]
      .filter((part) => part !== '')
      .join(' · ')
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''),
    heading: title === '' ? config.title : title,
    alternates: alternatesView(site, page),
    canonical: absolute(site, page),
  };
}

function folderFrame(site: Site, folder: string): FolderFrame {
  const { config } = site;
  const href = (to: string): string => hrefBetween(folder, to);
  const holds = (to: string): boolean => folder.startsWith(to.replace(/[^/]*$/, ''));
  const { address } = config;
  return {
    title: config.title,
    home: href('index.html'),
    stylesheet: href('style.css'),
    icon: href('icon.svg'),
    script: href(site.scripts.page.path),
    search: { text: 'Search', href: href('search/index.html'), here: holds('search/index.html') },
    address:
      address === null
        ? null
        : { text: address.replace(/^https?:\/\//, '').replace(/\/$/, ''), href: address },
    nav: waysIn(site).map(({ text, to }) => ({ text, href: href(to), here: holds(to) })),
    noindex: !config.public || Boolean(site.asOf),
    asOf: site.asOf ? commitView(site.asOf) : null,
  };
}

/** The absolute address of a page, `index.html` left off; null when slop.yaml names no address. */
export function absolute({ config }: Pick<Site, 'config'>, page: string): string | null {
  if (config.address === null) return null;
  return config.address + encodePath(page).replace(/(^|\/)index\.html$/, '$1');
}
