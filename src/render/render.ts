import type { File, LongFile, SiteFile } from '../types.ts';
import { begun } from './ahead.ts';
import { readDocuments } from './bodies.ts';
import { loadHighlight } from './body.ts';
import { dataFiles } from './data/data.ts';
import { filesAround } from './pages/around.ts';
import { commitPages } from './pages/commits.ts';
import { type Change, comparePages } from './pages/compare.ts';
import { graphPages } from './pages/graph.ts';
import { healthPages } from './pages/health.ts';
import { homePage } from './pages/home.ts';
import { itemPages } from './pages/items.ts';
import { lanePages } from './pages/lanes.ts';
import { listPages } from './pages/lists.ts';
import { notePages } from './pages/note.ts';
import { mattersOf, openPage } from './pages/open.ts';
import { redirectPages } from './pages/redirects.ts';
import { searchPage } from './pages/search.ts';
import { sourcePage } from './pages/source.ts';
import { timelinePages } from './pages/timeline.ts';
import { searchOf } from './search/search.ts';
import { prepareSite, type RenderInput, type Site } from './site.ts';
import { filled, isTemplate, templateEngine } from './templates.ts';

/**
 * A compiled record → the files of its site, one after the other, each forgotten once it is handed over. Paths
 * are relative to the site's root; no two are equal, not even to a disk that is blind to case. The same input
 * gives the same bytes in the same order.
 * @throws Refusal when a template cannot be used.
 */
export async function* render(input: RenderInput): AsyncGenerator<File | LongFile> {
  const fill = templateEngine(input.templates);
  const site = prepareSite(input, await loadHighlight());
  for await (const file of pages(site)) {
    if (givenFile(site, file.path) === null) yield filled(file, fill);
  }
  for (const path of new Set([...site.templates.keys(), ...(site.given?.keys() ?? [])])) {
    const file = givenFile(site, path);
    if (file !== null) yield file;
  }
}

async function* pages(site: Site): AsyncGenerator<SiteFile> {
  const changes = new Map<string, Change>();
  yield* comparePages(site, changes);
  // Other threads render the first bodies while this one makes the pages around them.
  const documents = begun(readDocuments(site, changes));
  for (const { files } of parts) yield* files(site);
  const matters = await mattersOf(site);
  yield openPage(site, matters);
  yield homePage(site, changes, matters);
  const search = searchOf(site);
  const searching = <T>(work: () => T): T =>
    site.watch === undefined ? work() : site.watch.measure('search', work);
  for await (const read of documents) {
    searching(() => search.add(read.document, read.text, read.words));
    yield* notePages(site, read, changes);
    yield sourcePage(site, read.document, read.text);
  }
  yield* searching(() => [...search.files()]);
  for (const [path, at] of site.addresses.raw) yield { path: at, bytes: await exactBytes(site, path) };
}

/** Files of a site that are made together, and what their paths look like. */
export interface SitePart {
  readonly of: RegExp;
  readonly files: (site: Site) => Iterable<SiteFile> | AsyncIterable<SiteFile>;
}

/**
 * Everything but the first page, what is open, the notes, comparisons of their versions, their bytes and what the
 * search reads.
 */
export const parts: readonly SitePart[] = [
  { of: /^[^/]*$/, files: filesAround },
  { of: /^scripts\//, files: ({ scripts }) => [scripts.page, scripts.search] },
  { of: /^(?:phases|kinds|statuses|authors)\/.*\.html$/, files: listPages },
  { of: /^items\//, files: itemPages },
  { of: /^commits\//, files: commitPages },
  { of: /^lanes\//, files: lanePages },
  { of: /^timeline\//, files: timelinePages },
  { of: /^health\//, files: healthPages },
  { of: /^search\/index\.html$/, files: single(searchPage) },
  { of: /^(?!search\/)(?:[^/]*$|data\/|.*\.(?:atom|json)$)/, files: dataFiles },
  { of: /^(?:id|view)\//, files: redirectPages },
  { of: /^id\//, files: graphPages },
];

function single(file: (site: Site) => SiteFile): SitePart['files'] {
  return async function* (site) {
    yield file(site);
  };
}

/**
 * What lies among the templates and goes out as it is, in place of what slop makes there: style.css, a user's CNAME or
 * picture. Null for any other path.
 */
export function givenFile({ templates, given }: Site, path: string): File | null {
  const bytes = given?.get(path) ?? (isTemplate(path) ? undefined : templates.get(path));
  return bytes === undefined ? null : { path, bytes };
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
