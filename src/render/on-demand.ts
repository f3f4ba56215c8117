import type { Document, File } from '../types.ts';
import type { Addresses } from './addresses.ts';
import { readDocuments } from './bodies.ts';
import { loadHighlight } from './body.ts';
import { type Change, comparePages } from './pages/compare.ts';
import { notePage } from './pages/note.ts';
import { sourcePage } from './pages/source.ts';
import { exactBytes, isGiven, pagesBesideNotes } from './render.ts';
import { searchOf } from './search/search.ts';
import { prepareSite, type RenderInput, type Site } from './site.ts';

/** A site of which nothing is made before it is asked for. */
export interface SiteOnDemand {
  readonly addresses: Addresses;
  /** Makes the file at a path of the site; null where it has none. A file that was made once is kept. */
  readonly file: (path: string) => Promise<File | null>;
}

/** The same files as `render`, each made when it is asked for. */
export async function siteOnDemand(input: RenderInput): Promise<SiteOnDemand> {
  const site = prepareSite(input, await loadHighlight());
  const { addresses, graph } = site;
  const made = new Map<string, File>();
  const documents = new Map(
    graph.documents.flatMap((document) =>
      [addresses.view, addresses.source].map((of) => [of.get(document.path) ?? '', document] as const),
    ),
  );
  const raw = new Map([...addresses.raw].map(([path, at]) => [at, path]));
  const rest = pagesBesideNotes(site, new Map());
  const searching = searchFiles(site);
  const drain = async (files: AsyncIterator<File>, path: string): Promise<File | null> => {
    while (!made.has(path)) {
      const next = await files.next();
      if (next.done) return null;
      made.set(next.value.path, next.value);
    }
    return made.get(path) ?? null;
  };
  const file = async (path: string): Promise<File | null> => {
    const given = isGiven(site, path) ? site.templates.get(path) : undefined;
    if (given !== undefined) return { path, bytes: given };
    const kept = made.get(path);
    if (kept !== undefined) return kept;
    const [document, bare] = [documents.get(path), raw.get(path)];
    if (document !== undefined) {
      for await (const one of documentFiles(site, document)) made.set(one.path, one);
      return made.get(path) ?? null;
    }
    if (bare !== undefined) return { path, bytes: await exactBytes(site, bare) };
    return drain(path.startsWith('search/') && path !== 'search/index.html' ? searching : rest, path);
  };
  return { addresses, file };
}

/** The pages of one document, and the comparisons of its versions: the site as if it held nothing else to render. */
async function* documentFiles(site: Site, document: Document): AsyncGenerator<File> {
  const lineage = site.graph.lineages.get(document.id);
  const lineages = new Map(lineage === undefined ? [] : [[lineage.id, lineage]]);
  const alone = { ...site, graph: { ...site.graph, lineages, documents: [document] } };
  const changes = new Map<string, Change>();
  for await (const file of comparePages(alone, changes)) yield file;
  for await (const read of readDocuments(alone, changes)) {
    yield notePage(site, read, changes);
    yield sourcePage(site, document, read.text);
  }
}

async function* searchFiles(site: Site): AsyncGenerator<File> {
  const search = searchOf(site);
  for (const document of site.graph.documents) {
    search.add(document, document.format === 'docx' ? '' : await site.textOf(document.path));
  }
  yield* search.files();
}
