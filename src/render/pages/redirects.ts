import { formatVersion, nameVersion } from '../../parse/version.ts';
import { groupBy } from '../../read/order.ts';
import { archivedPath, folded, nameOf } from '../../read/paths.ts';
import type { Config, Document, Graph, Page, SiteFile } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { keptPath, pathPart } from '../claims.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { titleOf, versionName } from '../view/names.ts';
import { page } from './page.ts';

/** The permanent addresses: `id/<id>/` to the current version, `id/<id>/v0.1/` to that version for ever. */
export function* redirectPages(site: Site): Generator<SiteFile> {
  const { addresses, graph } = site;
  for (const [id, at] of addresses.id) {
    const current = graph.lineages.get(id)?.current ?? graph.documents.find((document) => document.id === id);
    if (current !== undefined) yield redirectPage(site, at, [current]);
  }
  const byPage = groupBy(addresses.version, ([, at]) => at);
  for (const [at, versions] of byPage) {
    const documents = versions.flatMap(([path]) => graph.byPath.get(path) ?? []);
    if (documents.length > 0) yield redirectPage(site, at, preferred(documents));
  }
  for (const [at, document] of formerPages(site)) yield redirectPage(site, at, [document]);
}

/**
 * The addresses that documents had where they stood before: outside of the archive, and under the paths and names
 * that slop.yaml lists as moved or that Git knows. An address that something else has now is not among them.
 */
function formerPages({ addresses, graph, config }: Site): ReadonlyMap<string, Document> {
  const used = [addresses.view, addresses.raw, addresses.source, addresses.id, addresses.version];
  // Some disks do not tell capitals and normal forms apart.
  const taken = new Set(used.flatMap((all) => [...all.values()].map(folded)));
  const former = new Map<string, Document>();
  const add = (at: string, document: Document): void => {
    if (taken.has(folded(at))) return;
    taken.add(folded(at));
    former.set(at, document);
  };
  const addPath = (path: string, document: Document): void =>
    add(`view/${keptPath(recordPath(config, path))}.html`, document);
  for (const document of graph.documents) {
    if (document.archived) addPath(document.path.replace(`/${config.archive.folder}/`, '/'), document);
  }
  const renamed = renames(graph);
  for (const from of new Set([...config.moved.keys(), ...renamed.keys()])) {
    const document = nowAt(from, graph, config) ?? graph.byPath.get(renamed.get(from) ?? '');
    if (document === undefined) continue;
    addPath(from, document);
    addPath(from.replace(`/${config.archive.folder}/`, '/'), document);
    const { stem, version } = nameVersion(nameOf(from));
    const current = graph.lineages.get(document.id)?.current;
    if (stem === document.id || current === undefined) continue;
    const folder = `id/${pathPart(stem)}/`;
    add(`${folder}index.html`, current);
    if (version !== null) add(`${folder}v${formatVersion(version)}/index.html`, document);
  }
  return former;
}

/** Path at which a document lay, as Git tells → where it lies now. One that stated another version then is left out. */
function renames({ byPath, ledger }: Graph): ReadonlyMap<string, string> {
  return new Map(
    [...(ledger.record?.paths ?? [])].flatMap(([path, { former = [] }]) => {
      const document = byPath.get(path);
      const stated = document === undefined ? null : versionName(document);
      return former.flatMap((from) => {
        const { version } = nameVersion(nameOf(from));
        return version === null || stated === `v${formatVersion(version)}` ? [[from, path] as const] : [];
      });
    }),
  );
}

/** The document that stands now where an old path leads, by one move after another. */
function nowAt(from: string, graph: Graph, config: Config): Document | null {
  let path = from;
  for (const _ of config.moved) path = config.moved.get(path) ?? path;
  return graph.byPath.get(path) ?? graph.byPath.get(archivedPath(path, config.archive.folder)) ?? null;
}

/** Of several files that state one version: not archived before archived, Markdown before its twins. */
function preferred(documents: readonly Document[]): readonly Document[] {
  const rank = ({ archived, format }: Document): number => (archived ? 2 : 0) + (format === 'md' ? 0 : 1);
  return [...documents].sort((left, right) => rank(left) - rank(right));
}

function redirectPage(site: Site, at: string, [target, ...others]: readonly Document[]): Page {
  const view = (document: Document | undefined): string =>
    site.addresses.view.get(document?.path ?? '') ?? 'index.html';
  const link = (document: Document) => ({
    text: [titleOf(document), versionName(document)].filter(Boolean).join(', '),
    href: hrefBetween(at, view(document)),
  });
  const to = target === undefined ? { text: '', href: '' } : link(target);
  return page(site, at, 'redirect.liquid', to.text, {
    to,
    canonical: absolute(site, view(target)),
    others: others.map((document) => ({ ...link(document), format: document.format })),
  });
}
