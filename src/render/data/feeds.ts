import type { File } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { type FeedEntry, feedEntries, NEVER } from './entries.ts';
import { type FeedPlace, feedPath, feedPlaces } from './places.ts';
import { xmlText } from './xml.ts';

/** Atom (RFC 4287) and JSON Feed 1.1 of the record, of each phase and of each kind. */
export function* feedFiles(site: Site): Generator<File> {
  for (const place of feedPlaces(site)) {
    const entries = feedEntries(site, site.graph.documents.filter(place.holds));
    yield { path: feedPath(place.page, 'atom'), bytes: atom(site, place, entries) };
    yield { path: feedPath(place.page, 'json'), bytes: jsonFeed(site, place, entries) };
  }
}

function atom(site: Site, { page, title }: FeedPlace, entries: readonly FeedEntry[]): string {
  const at = feedPath(page, 'atom');
  const self = absolute(site, at);
  const home = absolute(site, page) ?? hrefBetween(at, page);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xmlText(self ?? `urn:slop:feed:${encodeURIComponent(at)}`)}</id>`,
    `<title>${xmlText(title)}</title>`,
    `<updated>${xmlText(entries[0]?.updated ?? NEVER)}</updated>`,
    `<author><name>${xmlText(site.config.title)}</name></author>`,
    ...(self === null ? [] : [`<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`]),
    `<link rel="alternate" type="text/html" href="${xmlText(home)}"/>`,
    ...entries.map((entry) => atomEntry(entry, entry.url ?? hrefBetween(at, entry.page))),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function atomEntry({ id, title, updated, authors, summary, kind }: FeedEntry, href: string): string {
  const parts = [
    `<id>${xmlText(id)}</id>`,
    `<title>${xmlText(title)}</title>`,
    `<updated>${xmlText(updated)}</updated>`,
    ...authors.map((name) => `<author><name>${xmlText(name)}</name></author>`),
    `<link rel="alternate" type="text/html" href="${xmlText(href)}"/>`,
    `<category term="${xmlText(kind)}"/>`,
    `<summary>${xmlText(summary ?? title)}</summary>`,
  ];
  return `<entry>\n${parts.join('\n')}\n</entry>`;
}

function jsonFeed(site: Site, { page, title }: FeedPlace, entries: readonly FeedEntry[]): string {
  const [home, self] = [absolute(site, page), absolute(site, feedPath(page, 'json'))];
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    ...(home !== null && self !== null && { home_page_url: home, feed_url: self }),
    items: entries.map((entry) => ({
      id: entry.id,
      ...(entry.url !== null && { url: entry.url }),
      title: entry.title,
      content_text: entry.summary ?? entry.title,
      date_modified: entry.updated,
      ...(entry.authors.length > 0 && { authors: entry.authors.map((name) => ({ name })) }),
      tags: [entry.kind],
    })),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}
