import { counted } from '../../parse/in-threes.ts';
import type { Document, SiteFile } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import { inPages } from '../paging.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { newestVersions, versionViewer } from '../view/versions.ts';
import { page } from './page.ts';

/** The pages of all versions of a note, of which `current` is the current one. */
export function versionPages(
  site: Site,
  current: Document,
  at: string,
  changes: ReadonlyMap<string, { readonly summary: string }>,
): Generator<SiteFile> {
  const versions = newestVersions(site, current);
  const title = titleOf(current);
  return inPages(at, [{ items: versions }], (here, [part], paging) => {
    return page(site, here, 'version-list.liquid', `Versions of ${title}`, {
      up: { text: title, href: hrefBetween(here, site.addresses.view.get(current.path) ?? '') },
      count: counted(versions.length, 'version'),
      versions: (part?.items ?? []).map(versionViewer(site, current, here, changes)),
      paging,
    });
  });
}
