import type { Document, Page } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { sourceHtml } from '../source-html.ts';
import { bannerView } from '../view/banner.ts';
import { titleOf, versionName } from '../view/names.ts';
import { page } from './page.ts';

/** `raw/<path>.html`: a document's source as text, line by line, under a banner that says where it stands. */
export function sourcePage(site: Site, document: Document, text: string): Page {
  const at = site.addresses.source.get(document.path) ?? '';
  const to = (path: string | undefined): string => (path === undefined ? '' : hrefBetween(at, path));
  return page(site, at, 'source.liquid', `${titleOf(document)} (source)`, {
    title: titleOf(document),
    version: versionName(document),
    path: recordPath(site.config, document.path),
    banner: bannerView(site, document, at),
    view: to(site.addresses.view.get(document.path)),
    raw: to(site.addresses.raw.get(document.path)),
    source: document.format === 'docx' ? null : sourceHtml(text),
  });
}
