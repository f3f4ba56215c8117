import type { File, Page, SiteFile } from '../../types.ts';
import { escapeHtml } from '../html.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { page } from './page.ts';

/** What a site needs beside its pages: .nojekyll, robots.txt, 404.html and, with an address, sitemap.xml. */
export function* filesAround(site: Site): Generator<SiteFile> {
  yield { path: '.nojekyll', bytes: '' };
  yield { path: 'robots.txt', bytes: robots(site) };
  yield notFoundPage(site);
  const map = sitemap(site);
  if (map !== null) yield map;
}

/**
 * A server shows this page at any address, however deep, so that links from the page itself would lead astray:
 * a `base` says where the site's root is. Without an address in slop.yaml that is the root of the host.
 */
function notFoundPage(site: Site): Page {
  const { address } = site.config;
  const base = address === null ? '/' : new URL(address).pathname;
  return page(site, '404.html', 'not-found.liquid', 'Not found', { base });
}

function robots(site: Site): string {
  const map = absolute(site, 'sitemap.xml');
  const rule = site.config.public ? 'Disallow:' : 'Disallow: /';
  return `User-agent: *\n${rule}\n${map === null || !site.config.public ? '' : `Sitemap: ${map}\n`}`;
}

/** Every page that is not a redirect or a source view, with the date of its last commit. */
function sitemap(site: Site): File | null {
  if (site.config.address === null) return null;
  const { addresses, graph } = site;
  const notes = [...addresses.view].map(([path, view]) => ({
    at: view,
    date: graph.ledger.record?.paths.get(path)?.last.date.slice(0, 10) || null,
  }));
  const lists = [
    addresses.phase,
    addresses.kind,
    addresses.status,
    addresses.author,
    addresses.repository,
    addresses.item,
  ].flatMap((shelf) => [...shelf.values()]);
  const fixed = [
    'index.html',
    'phases/index.html',
    'kinds/index.html',
    'statuses/index.html',
    'authors/index.html',
    'commits/index.html',
    'items/index.html',
    'open/index.html',
    'timeline/index.html',
    'health/index.html',
  ];
  const pages = [...[...fixed, ...lists].map((at) => ({ at, date: null })), ...notes];
  const lines = pages.map(({ at, date }) => {
    const changed = date === null ? '' : `<lastmod>${escapeHtml(date)}</lastmod>`;
    return `  <url><loc>${escapeHtml(absolute(site, at) ?? '')}</loc>${changed}</url>\n`;
  });
  return {
    path: 'sitemap.xml',
    bytes: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('')}</urlset>\n`,
  };
}
