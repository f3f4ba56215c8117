import type { Document, Page, SiteFile } from '../../types.ts';
import { permanentPage, recordPath } from '../addresses.ts';
import type { ReadDocument } from '../bodies.ts';
import { citingEdges } from '../cited.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { backlinksView } from '../view/backlinks.ts';
import { bannerView } from '../view/banner.ts';
import { namedCommitView, namedIn } from '../view/commits.ts';
import { contentsView } from '../view/contents.ts';
import { outcomeView } from '../view/cycles.ts';
import { findingsView } from '../view/findings.ts';
import { forgeView } from '../view/forge.ts';
import { headView } from '../view/head.ts';
import { marksView } from '../view/marks.ts';
import { absolute, type LinkView } from '../view/masthead.ts';
import { kindName, phaseName, titleOf, versionName } from '../view/names.ts';
import { namingCommitsView } from '../view/naming-commits.ts';
import { promptsView } from '../view/prompts.ts';
import { provenanceView } from '../view/provenance.ts';
import { versionsView } from '../view/versions.ts';
import { citedPages } from './cited.ts';
import type { Change } from './compare.ts';
import { page } from './page.ts';
import { versionPages } from './versions.ts';

/** Characters beyond which a title is set smaller. */
const LONG = 110;

/** The page of one document, and those of all that cites it and of all its versions where it cannot hold them. */
export function* notePages(
  site: Site,
  read: ReadDocument,
  changes: ReadonlyMap<string, Change>,
): Generator<SiteFile> {
  const { document } = read;
  const { addresses, graph } = site;
  yield notePage(site, read, changes);
  const [cited, versions] = [addresses.cited.get(document.path), addresses.versions.get(document.id)];
  const of = { text: titleOf(document), at: addresses.view.get(document.path) ?? '' };
  if (cited !== undefined) yield* citedPages(site, cited, citingEdges(graph, document), of);
  if (versions !== undefined && graph.lineages.get(document.id)?.current.path === document.path)
    yield* versionPages(site, document, versions, changes);
}

/** The page of one document: note, HTML copy, or a card that leads to a binary file. */
export function notePage(
  site: Site,
  { document, text, body, claims }: ReadDocument,
  changes: ReadonlyMap<string, Change>,
): Page {
  const { addresses, config } = site;
  const at = addresses.view.get(document.path) ?? '';
  const edges = site.graph.out.get(document.path) ?? [];
  const link = (to: string | undefined): string => (to === undefined ? '' : hrefBetween(at, to));
  const permanent = permanentPage(site, document);
  return page(
    site,
    at,
    'note.liquid',
    [titleOf(document), versionName(document)].filter(Boolean).join(', '),
    {
      title: titleOf(document),
      long: titleOf(document).length > LONG,
      version: versionName(document),
      date: document.date,
      authors: document.authors,
      path: recordPath(config, document.path),
      banner: bannerView(site, document, at),
      places: placesView(site, document, at),
      head: headView(site, document, text, at),
      versions: versionsView(site, document, at, changes),
      contents: body.type === 'html' ? contentsView(document, at) : [],
      body,
      findings: findingsView(site, document.path, text, at),
      health: hrefBetween(at, 'health/index.html'),
      summary: document.summary,
      outcome: outcomeView(site, document, at),
      prompts: promptsView(site, document, text, at),
      claims,
      commits: namedIn(site, edges).map((named) => namedCommitView(site, named, at)),
      naming: namingCommitsView(site, site.commitNames?.documents.get(document.path) ?? [], at),
      marks: marksView(edges),
      backlinks: backlinksView(site, document, at),
      graph: link(drawnAt(site, document)),
      neighbours: neighboursView(site, document, at),
      forge: forgeView(site, document.path),
      provenance: provenanceView(site, document),
      permanent: {
        href: link(permanent),
        text: absolute(site, permanent) ?? permanent.replace(/index\.html$/, ''),
      },
      raw: link(addresses.raw.get(document.path)),
      source: link(addresses.source.get(document.path)),
    },
  );
}

/** The drawing of what stands around a document; that of its id is of another one where files only share a name. */
function drawnAt(site: Site, document: Document): string | undefined {
  const current = site.graph.lineages.get(document.id)?.current ?? document;
  return site.versionsOf(document).includes(current) ? site.addresses.graph.get(document.id) : undefined;
}

/** The lists a document stands in: its phase and its kind. */
function placesView(site: Site, { phase, kind }: Document, at: string): readonly LinkView[] {
  const places = [
    ...(phase === null ? [] : [{ text: phaseName(phase), to: site.addresses.phase.get(phase) }]),
    { text: kindName(site, kind), to: site.addresses.kind.get(kind) },
  ];
  return places.flatMap(({ text, to }) => (to === undefined ? [] : [{ text, href: hrefBetween(at, to) }]));
}

/** The current notes before and after this one in its phase. */
function neighboursView(site: Site, { id }: Document, at: string) {
  const { previous = null, next = null } = site.neighbours.get(id) ?? {};
  const link = (document: Document | null): LinkView | null =>
    document === null
      ? null
      : {
          text: titleOf(document),
          href: hrefBetween(at, site.addresses.view.get(document.path) ?? ''),
        };
  return { previous: link(previous), next: link(next) };
}
