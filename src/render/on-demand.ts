import type { Claim, Document, Edge, File, Finding, SiteFile } from '../types.ts';
import type { Addresses } from './addresses.ts';
import { readDocuments } from './bodies.ts';
import { loadHighlight } from './body.ts';
import { comparedPairs } from './comparisons.ts';
import { type Change, comparePages } from './pages/compare.ts';
import { graphPage } from './pages/graph.ts';
import { homePage, latestOf } from './pages/home.ts';
import { itemFiles } from './pages/items.ts';
import { notePages } from './pages/note.ts';
import { mattersOf, openPage } from './pages/open.ts';
import { sourcePage } from './pages/source.ts';
import { firstAddress } from './paging.ts';
import { exactBytes, givenFile, parts, type SitePart } from './render.ts';
import { searchOf } from './search/search.ts';
import { prepareSite, type RenderInput, type Site } from './site.ts';
import { filled, inOnePiece, templateEngine } from './templates.ts';

/** A note whose text has changed since the site was prepared, and what is said in and of it now. */
export interface NewerNote {
  readonly document: Document;
  readonly edges: readonly Edge[];
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
}

/** A site of which nothing is made before it is asked for. */
export interface SiteOnDemand {
  readonly addresses: Addresses;
  /** Makes the file at a path of the site; null where it has none. A file that was made once is kept. */
  readonly file: (path: string) => Promise<File | null>;
  /** The same site, but for the pages of some notes, which show their newer texts. */
  readonly withNotes: (notes: readonly NewerNote[]) => SiteOnDemand;
}

/** The same files as `render`, each made when it is asked for. */
export async function siteOnDemand(input: RenderInput): Promise<SiteOnDemand> {
  const site = prepareSite(input, await loadHighlight());
  const { addresses } = site;
  const fill = templateEngine(site.templates);
  const made = new Map<string, SiteFile>();
  /** What was made of a path, its template filled when it is first asked for. */
  const taken = (from: Map<string, SiteFile>, path: string): File | null => {
    const found = from.get(path);
    if (found === undefined) return null;
    const file = inOnePiece(filled(found, fill));
    from.set(path, file);
    return file;
  };
  const makers = makersOf(site);
  const raw = new Map([...addresses.raw].map(([path, at]) => [at, path]));
  const rest = [...parts, searchPart].map(({ of, files }) => ({ of, files: iterate(files(site)) }));
  const drain = async (files: AsyncIterator<SiteFile>, path: string): Promise<File | null> => {
    while (!made.has(path)) {
      const next = await files.next();
      if (next.done) return null;
      made.set(next.value.path, next.value);
    }
    return taken(made, path);
  };
  const file = async (path: string): Promise<File | null> => {
    const given = givenFile(site, path);
    if (given !== null) return given;
    const bare = raw.get(path);
    if (bare !== undefined) return { path, bytes: await exactBytes(site, bare) };
    const make = made.has(path) ? undefined : makers.get(firstAddress(path));
    if (make !== undefined) for await (const one of make()) made.set(one.path, one);
    const kept = taken(made, path);
    if (kept !== null) return kept;
    for (const { of, files } of rest) {
      const found = of.test(path) ? await drain(files, path) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const withNotes = (notes: readonly NewerNote[]): SiteOnDemand => {
    const newer = withNewer(site, notes);
    const pages = new Map<string, SiteFile>();
    const newerFile = async (path: string): Promise<File | null> => {
      const note = notes.find(({ document }) => pagesOf(site, document).includes(path));
      if (note === undefined) return file(path);
      if (!pages.has(path))
        for await (const one of documentFiles(newer, note.document)) pages.set(one.path, one);
      return taken(pages, path);
    };
    return { addresses, file: newerFile, withNotes };
  };
  return { addresses, file, withNotes };
}

/** Path → what makes the file there, and some others, without making all of its sort. */
function makersOf(site: Site): ReadonlyMap<string, () => AsyncIterable<SiteFile>> {
  const { addresses, graph } = site;
  const ofDocument = (path: string) =>
    async function* () {
      const document = graph.byPath.get(path);
      if (document !== undefined) yield* documentFiles(site, document);
    };
  const one = (file: () => SiteFile | null | Promise<SiteFile>) =>
    async function* () {
      const made = await file();
      if (made !== null) yield made;
    };
  return new Map<string, () => AsyncIterable<SiteFile>>([
    ...graph.documents.flatMap((document) =>
      pagesOf(site, document).map((at) => [at, ofDocument(document.path)] as const),
    ),
    ...[...addresses.compare].map(([key, at]) => [at, ofDocument(key.split('\n')[1] ?? '')] as const),
    ...[...addresses.graph].map(([id, at]) => [at, one(() => graphPage(site, id, at))] as const),
    ...[...addresses.versions].map(
      ([id, at]) => [at, ofDocument(graph.lineages.get(id)?.current.path ?? '')] as const,
    ),
    ...[...addresses.cited].map(([path, at]) => [at, ofDocument(path)] as const),
    ...[...graph.items].flatMap(([key, item]) => {
      const ofItem = async function* () {
        yield* itemFiles(site, key, item);
      };
      const pages = [addresses.item.get(key), addresses.cited.get(key)];
      return pages.flatMap((at) => (at === undefined ? [] : [[at, ofItem] as const]));
    }),
    ['index.html', one(() => firstPage(site))],
    ['open/index.html', one(async () => openPage(site, await mattersOf(site)))],
  ]);
}

async function firstPage(site: Site): Promise<SiteFile> {
  const changes = new Map<string, Change>();
  const ids = latestOf(site).map(({ id }) => id);
  for await (const _ of comparePages(withLineages(site, ids), changes));
  return homePage(site, changes, await mattersOf(site));
}

function pagesOf({ addresses: { view, source } }: Site, { path }: Document): readonly string[] {
  return [view.get(path) ?? '', source.get(path) ?? ''];
}

/** The site as if it held no other lineages to compare. */
function withLineages(site: Site, ids: readonly string[]): Site {
  return { ...site, compared: new Map(ids.map((id) => [id, site.compared.get(id) ?? []])) };
}

/** The pages of one document, and the comparisons of its versions. */
async function* documentFiles(site: Site, document: Document): AsyncGenerator<SiteFile> {
  const changes = new Map<string, Change>();
  yield* comparePages(withLineages(site, [document.id]), changes);
  const alone = { ...site, graph: { ...site.graph, documents: [document] } };
  for await (const read of readDocuments(alone, changes)) {
    yield* notePages(site, read, changes);
    yield sourcePage(site, document, read.text);
  }
}

/** The site with newer notes in the places of those that it was prepared with. */
function withNewer(site: Site, notes: readonly NewerNote[]): Site {
  const { graph } = site;
  const newer = new Map(notes.map((note) => [note.document.path, note]));
  const latest = (document: Document): Document => newer.get(document.path)?.document ?? document;
  const each = <T>(of: ReadonlyMap<string, T>, value: (note: NewerNote) => T) =>
    new Map([...of, ...notes.map((note) => [note.document.path, value(note)] as const)]);
  const lineages = notes.flatMap(({ document: { id } }) => {
    const lineage = graph.lineages.get(id);
    if (lineage === undefined) return [];
    const { versions, current } = lineage;
    return [[id, { ...lineage, versions: versions.map(latest), current: latest(current) }] as const];
  });
  return {
    ...site,
    compared: new Map([
      ...site.compared,
      ...lineages.map(([id, lineage]) => [id, comparedPairs(lineage)] as const),
    ]),
    graph: {
      ...graph,
      documents: graph.documents.map(latest),
      byPath: each(graph.byPath, ({ document }) => document),
      lineages: new Map([...graph.lineages, ...lineages]),
      out: each(graph.out, ({ edges }) => edges),
      claims: each(graph.claims, ({ claims }) => claims),
    },
    findingsOf: each(site.findingsOf, ({ findings }) => findings),
  };
}

const searchPart: SitePart = {
  of: /^search\//,
  files: async function* (site) {
    const search = searchOf(site);
    for (const document of site.graph.documents) {
      search.add(document, document.format === 'docx' ? '' : await site.textOf(document.path));
    }
    yield* search.files();
  },
};

async function* iterate(files: ReturnType<SitePart['files']>): AsyncGenerator<SiteFile> {
  yield* files;
}
