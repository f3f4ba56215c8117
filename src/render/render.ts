import type { File } from '../types.ts';
import { readDocuments } from './bodies.ts';
import { loadHighlight } from './body.ts';
import { dataFiles } from './data/data.ts';
import { filesAround } from './pages/around.ts';
import { commitPages } from './pages/commits.ts';
import { type Change, comparePages } from './pages/compare.ts';
import { graphPages } from './pages/graph.ts';
import { healthPage } from './pages/health.ts';
import { homePage } from './pages/home.ts';
import { itemPages } from './pages/items.ts';
import { lanePages } from './pages/lanes.ts';
import { listPages } from './pages/lists.ts';
import { notePage } from './pages/note.ts';
import { mattersOf, openPage } from './pages/open.ts';
import { redirectPages } from './pages/redirects.ts';
import { searchPage } from './pages/search.ts';
import { sourcePage } from './pages/source.ts';
import { timelinePages } from './pages/timeline.ts';
import { isScript } from './scripts.ts';
import { searchOf } from './search/search.ts';
import { prepareSite, type RenderInput, type Site } from './site.ts';

/**
 * A compiled record → the files of its site, one after the other, each forgotten once it is handed over. Paths
 * are relative to the site's root; no two are equal, not even to a disk that is blind to case. The same input
 * gives the same bytes in the same order.
 * @throws Refusal when a template cannot be used.
 */
export async function* render(input: RenderInput): AsyncGenerator<File> {
  const site = prepareSite(input, await loadHighlight());
  for await (const file of pages(site)) {
    if (!isGiven(site, file.path)) yield file;
  }
  for (const [path, bytes] of site.templates) {
    if (isGiven(site, path)) yield { path, bytes };
  }
}

async function* pages(site: Site): AsyncGenerator<File> {
  const changes = new Map<string, Change>();
  yield* pagesBesideNotes(site, changes);
  const search = searchOf(site);
  const searching = <T>(work: () => T): T =>
    site.watch === undefined ? work() : site.watch.measure('search', work);
  for await (const read of readDocuments(site, changes)) {
    searching(() => search.add(read.document, read.text, read.words));
    yield notePage(site, read, changes);
    yield sourcePage(site, read.document, read.text);
  }
  yield* searching(() => [...search.files()]);
  for (const [path, at] of site.addresses.raw) yield { path: at, bytes: await exactBytes(site, path) };
}

/**
 * Everything but the notes, their bytes and the search. Those that take comparisons come last; what each version
 * changed is put into `changes`, by path.
 */
export async function* pagesBesideNotes(site: Site, changes: Map<string, Change>): AsyncGenerator<File> {
  yield* filesAround(site);
  yield* [site.scripts.page, site.scripts.search];
  yield* listPages(site);
  yield* itemPages(site);
  yield* commitPages(site);
  yield* lanePages(site);
  yield* timelinePages(site);
  yield await healthPage(site);
  yield searchPage(site);
  yield* dataFiles(site);
  yield* redirectPages(site);
  yield* graphPages(site);
  yield* comparePages(site, changes);
  const matters = await mattersOf(site);
  yield openPage(site, matters);
  yield homePage(site, changes, matters);
}

/** Files among the templates that are no templates (style.css, a user's CNAME or robots.txt) go out as they are. */
export function isGiven({ templates }: Site, path: string): boolean {
  return !path.endsWith('.liquid') && !isScript(path) && templates.has(path);
}

/** A file that cannot be read has a finding of its own; at its address stands one line that says so. */
export async function exactBytes(site: Site, path: string): Promise<Uint8Array | string> {
  try {
    return await site.bytesOf(path);
  } catch {
    return 'This file of the record could not be read when the site was built.\n';
  }
}

export type { RenderInput } from './site.ts';
