import type { Document } from '../types.ts';
import { renderBody } from './body.ts';
import type { FormerAnchors } from './former-anchors.ts';
import { type SafeHtml, safeHtml } from './html.ts';
import { htmlCopy, type TargetHref } from './html-copy.ts';
import type { Site } from './site.ts';
import { sourceHtml } from './source-html.ts';
import { targetHref } from './target.ts';
import { edgeHref, edgeTip } from './view/edge.ts';

/** What stands in the middle of a document's page. */
export type BodyView =
  | { readonly type: 'html'; readonly html: SafeHtml }
  /** Text that no parser may see, or that no copy could be made of: shown as it is. */
  | { readonly type: 'text'; readonly html: SafeHtml }
  /** Nothing that a page can show. */
  | { readonly type: 'file' };

/**
 * The body of the page at `page`: the note rendered, the HTML copy, the text as it is, or nothing. Its sections keep
 * the anchors of `former`.
 */
export function documentBody(
  site: Site,
  document: Document,
  text: string,
  page: string,
  former: FormerAnchors = new Map(),
): BodyView {
  const { draft, format, path } = document;
  if (format === 'docx') return { type: 'file' };
  if (format === 'html') {
    const hrefOf: TargetHref = (written, as) => targetHref(site, path, written, page, as);
    const copy = htmlCopy(text, document.title, hrefOf, site.engine);
    return copy === null ? { type: 'text', html: sourceHtml(text) } : { type: 'html', html: copy };
  }
  if (draft === null || draft.opaque) return { type: 'text', html: sourceHtml(text) };
  const edges = site.graph.out.get(path) ?? [];
  const html = renderBody({
    text,
    draft,
    engine: site.engine,
    edges,
    former,
    highlight: site.highlight,
    hrefOf: (edge) => edgeHref(site, edge, page),
    titleOf: (edge) => edgeTip(site, edge),
    hrefOfLink: (url, image) => targetHref(site, path, url, page, image ? 'raw' : 'view'),
  });
  return { type: 'html', html: safeHtml(html) };
}
