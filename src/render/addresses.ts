import { formatVersion } from '../parse/version.ts';
import type { Config, Document, Graph } from '../types.ts';
import { type ClaimPath, claimTable, keptPath, pathPart } from './claims.ts';
import { type ComparedPair, comparisonKey } from './comparisons.ts';

/** Where everything stands on the site: paths from the site's root, with `/`, not percent-encoded. */
export interface Addresses {
  /** Document path → its page. */
  readonly view: ReadonlyMap<string, string>;
  /** File path → its exact bytes. */
  readonly raw: ReadonlyMap<string, string>;
  /** Document path → its source under a banner. */
  readonly source: ReadonlyMap<string, string>;
  /** Id → the page that leads to the current version. */
  readonly id: ReadonlyMap<string, string>;
  /** Document path → the page that leads to that version for ever. Versions that share a number share a page. */
  readonly version: ReadonlyMap<string, string>;
  /** `comparisonKey` of two versions → the page that compares them. */
  readonly compare: ReadonlyMap<string, string>;
  /** Id of a note with many versions → the page that tells them all. */
  readonly versions: ReadonlyMap<string, string>;
  /**
   * Path of a document, or key of an item, that is cited too often for its page → the first page of all that cites it.
   */
  readonly cited: ReadonlyMap<string, string>;
  /** Id of a note that cites or is cited → the page that draws what is around it. */
  readonly graph: ReadonlyMap<string, string>;
  readonly phase: ReadonlyMap<string, string>;
  readonly kind: ReadonlyMap<string, string>;
  readonly status: ReadonlyMap<string, string>;
  readonly author: ReadonlyMap<string, string>;
  /** Key in `Graph.items` → the page of that item. */
  readonly item: ReadonlyMap<string, string>;
  /** Lane → the page of its turns. */
  readonly lane: ReadonlyMap<string, string>;
  /** Repository → the page of its commits. */
  readonly repository: ReadonlyMap<string, string>;
}

/**
 * What has pages beside the documents: repositories whose commits are named, ids whose surroundings are drawn,
 * versions that are compared, what is cited much, and lanes.
 */
interface PagesBeside {
  readonly repositories: readonly string[];
  readonly drawn: readonly string[];
  readonly compared: ReadonlyMap<string, readonly ComparedPair[]>;
  /** Documents by path, and items by key. */
  readonly cited: readonly string[];
  readonly lanes: readonly string[];
  readonly versionsOf: (document: Document) => readonly Document[];
}

/** Versions that the page of a note tells; of more there is a page that tells them all. */
const MANY_VERSIONS = 12;

/** Status key of documents whose status text stands on no ladder. Not a word that a ladder can hold. */
export const UNMAPPED = '(as written)';

/**
 * Where a document is found for ever: the address of its version, or of its id; its page where that leads to another
 * one, since files without a version may share an id.
 */
export function permanentPage(
  { graph, addresses }: { readonly graph: Graph; readonly addresses: Addresses },
  { id, path, version }: Document,
): string {
  const page = addresses.view.get(path) ?? '';
  const leadsHere = version !== null || graph.lineages.get(id)?.current.path === path;
  return addresses.version.get(path) ?? (leadsHere ? addresses.id.get(id) : undefined) ?? page;
}

/** Path of a file from the record folder, as readers know it; unchanged when it lies outside. */
export function recordPath(config: Config, path: string): string {
  const prefix = config.record === '.' ? '' : `${config.record}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** The status a document is listed under, or null when it has none. */
export function statusKey({ status }: Document): string | null {
  return status === null ? null : (status.value ?? UNMAPPED);
}

/**
 * Gives every page of the site its address, those beside the documents included. The same graph gives the same
 * addresses; colliding ones get a number in the order of paths, so that ordinary names never move.
 */
export function addressesOf(
  graph: Graph,
  config: Config,
  { repositories, drawn, compared, cited, lanes, versionsOf }: PagesBeside,
): Addresses {
  const claim = claimTable();
  for (const folder of ['id', 'phases', 'kinds', 'statuses', 'authors', 'commits', 'items', 'lanes'])
    claim(`${folder}/index.html`);
  // The second page of the items and those after it stand where an item might.
  claim('items/page/index.html');
  const documents = graph.documents;
  const files = [...new Set([...graph.files, ...documents.map((document) => document.path)])].sort();
  const kept = (path: string): string => keptPath(recordPath(config, path));

  const raw = new Map(files.map((path) => [path, claim(`raw/${kept(path)}`)]));
  const view = new Map(documents.map(({ path }) => [path, claim(`view/${kept(path)}.html`)]));
  const source = new Map(documents.map(({ path }) => [path, claim(`raw/${kept(path)}.html`)]));
  const ids = foldersOf('id', new Set(documents.map((document) => document.id)), claim);
  const version = versionPages(documents, ids);
  const item = foldersOf('items', new Set(graph.items.keys()), claim);
  return {
    view,
    raw,
    source,
    id: ids,
    version,
    compare: comparePages(compared, ids),
    versions: new Map(
      [...graph.lineages.values()]
        .filter(({ current }) => versionsOf(current).length > MANY_VERSIONS)
        .map(({ id }) => [id, `${folderOf(ids, id)}versions/index.html`]),
    ),
    cited: citedPages(cited, (name) => {
      const document = graph.byPath.get(name);
      return document === undefined ? item.get(name) : (version.get(name) ?? ids.get(document.id));
    }),
    graph: new Map([...drawn].map((id) => [id, `${folderOf(ids, id)}graph/index.html`])),
    phase: foldersOf('phases', present(documents.map((document) => document.phase)), claim),
    kind: foldersOf('kinds', present(documents.map((document) => document.kind)), claim),
    status: foldersOf('statuses', present(documents.map(statusKey)), claim),
    author: foldersOf('authors', new Set(documents.flatMap(({ authors }) => authors)), claim),
    item,
    lane: foldersOf('lanes', new Set(lanes), claim),
    repository: foldersOf('commits', new Set(repositories), claim),
  };
}

function present(names: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(names.filter((name) => name !== null));
}

/** A folder page for each name. Names that stay as they are go first: what needs changing gives way. */
function foldersOf(
  folder: string,
  names: ReadonlySet<string>,
  claim: ClaimPath,
): ReadonlyMap<string, string> {
  const sorted = [...names].sort();
  const taken = new Map<string, string>();
  const claimFolder = claimTable();
  for (const name of sorted.filter((name) => pathPart(name) === name)) taken.set(name, claimFolder(name));
  for (const name of sorted.filter((name) => !taken.has(name))) taken.set(name, claimFolder(pathPart(name)));
  return new Map(sorted.map((name) => [name, claim(`${folder}/${taken.get(name)}/index.html`)]));
}

function versionPages(
  documents: readonly Document[],
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const { path, id, version } of documents) {
    if (version === null) continue;
    const folder = folderOf(ids, id);
    pages.set(path, `${folder}v${formatVersion(version)}/index.html`);
  }
  return pages;
}

/** Twins share a version, and each is cited by itself. */
function citedPages(
  cited: readonly string[],
  pageOf: (name: string) => string | undefined,
): ReadonlyMap<string, string> {
  const claim = claimTable();
  return new Map(
    cited.map((name) => [name, claim((pageOf(name) ?? '').replace(/index\.html$/, 'cited/index.html'))]),
  );
}

function comparePages(
  compared: PagesBeside['compared'],
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const number = ({ version }: Document): string =>
    version === null ? 'none' : `v${formatVersion(version)}`;
  for (const [id, pairs] of compared) {
    const folder = folderOf(ids, id);
    for (const { before, after } of pairs) {
      const at = `${folder}compare/${number(before)}-${number(after)}/index.html`;
      pages.set(comparisonKey(before, after), at);
    }
  }
  return pages;
}

/** The folder of an id's pages, with a final `/`. */
function folderOf(ids: ReadonlyMap<string, string>, id: string): string {
  return (ids.get(id) ?? '').replace(/index\.html$/, '');
}
