import { isOfRepository } from '../../link/commit-edges.ts';
import type { Edge } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { anchorOf } from '../named-commits.ts';
import type { Site } from '../site.ts';
import { commitPageOf } from './commits.ts';
import { STATE_WORDS } from './marks.ts';
import { titleOf, versionName } from './names.ts';
import { objectHref, objectTip, sourceHref, sourceTip } from './object.ts';

/** Where an edge leads from a page of the site, or null when nothing is there to lead to. */
export function edgeHref(site: Site, edge: Edge, page: string): string | null {
  const { to } = edge;
  if (isOfRepository(edge.mention.target))
    return (to?.type === 'object' ? objectHref(site, to) : null) ?? entryHref(site, edge, page);
  if (to?.type === 'source') return sourceHref(site, to);
  if (to?.type === 'record') return to.href;
  if (to === null || to.type === 'object') return null;
  if (to.type === 'file') {
    const { raw, view } = site.addresses;
    const at = raw.get(to.path) ?? firstPages(to.path).flatMap((path) => view.get(path) ?? [])[0];
    return at === undefined ? null : hrefBetween(page, at);
  }
  const view = site.addresses.view.get(to.path);
  return view === undefined ? null : hrefBetween(page, view, to.slug);
}

/** The notes that a forge or a site shows for a folder, where they are there. */
export function firstPages(folder: string): readonly string[] {
  const within = folder === '' ? '' : `${folder}/`;
  return [`${within}README.md`, `${within}index.md`];
}

/** The entry of a commit or tag on the site's own page of its repository; null where it has none. */
function entryHref(site: Site, edge: Edge, page: string): string | null {
  const named = site.named.of(edge);
  const at = named && commitPageOf(site, named);
  return named === null || !at ? null : hrefBetween(page, at, anchorOf(named));
}

/** What an edge leads to and in what state, in a few words for a tooltip; null when there is nothing to add. */
export function edgeTip(site: Site, edge: Edge): string | null {
  const { state, to } = edge;
  if (isOfRepository(edge.mention.target)) return objectTip(site, edge, STATE_WORDS[state]);
  if (edge.mention.target.type === 'source' || to?.type === 'source')
    return sourceTip(edge, STATE_WORDS[state]);
  if (to?.type === 'object') return null;
  if (to?.type === 'record')
    return [STATE_WORDS[state], `${to.title}, in ${to.record}`].filter(Boolean).join(': ');
  const { graph } = site;
  const document = to === null ? undefined : graph.byPath.get(to.path);
  const target =
    document === undefined ? '' : [titleOf(document), versionName(document)].filter(Boolean).join(', ');
  return [STATE_WORDS[state], target].filter(Boolean).join(': ') || null;
}
