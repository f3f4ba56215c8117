import type { Document, File } from '../../types.ts';
import { groupBy } from '../group.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { titleOf, versionName } from '../view/names.ts';
import { page } from './page.ts';

/** The permanent addresses: `id/<id>/` to the current version, `id/<id>/v0.1/` to that version for ever. */
export function* redirectPages(site: Site): Generator<File> {
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
}

/** Of several files that state one version: not archived before archived, Markdown before its twins. */
function preferred(documents: readonly Document[]): readonly Document[] {
  const rank = ({ archived, format }: Document): number => (archived ? 2 : 0) + (format === 'md' ? 0 : 1);
  return [...documents].sort((left, right) => rank(left) - rank(right));
}

function redirectPage(site: Site, at: string, [target, ...others]: readonly Document[]): File {
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
