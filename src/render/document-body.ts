import type { Document } from '../types.ts';
import { linkRanges } from './body/ranges.ts';
import type { BodyOrder } from './body.ts';
import { type SafeHtml, safeHtml } from './html.ts';
import { htmlCopy, type TargetHref } from './html-copy.ts';
import type { Site } from './site.ts';
import { sourceHtml } from './source-html.ts';
import { targetHref } from './target.ts';
import { edgeHref, edgeTip } from './view/edge.ts';
import { titleHeading } from './view/title-heading.ts';

/** What stands in the middle of a document's page. */
export type BodyView =
  | { readonly type: 'html'; readonly html: SafeHtml }
  /** Text that no parser may see, or that no copy could be made of: shown as it is. */
  | { readonly type: 'text'; readonly html: SafeHtml }
  /** Nothing that a page can show. */
  | { readonly type: 'file' };

/**
 * What the body on the page at `page` is rendered from; null for a document without a body of Markdown.
 */
export function bodyOrder(
  site: Site,
  document: Document,
  text: string,
  page: string,
  { former, badges }: Pick<BodyOrder, 'former' | 'badges'>,
): BodyOrder | null {
  const { draft, path } = document;
  if (draft === null || draft.opaque) return null;
  const { opaque, headSpan, body, sections } = draft;
  const title = titleHeading(document);
  const ranges = linkRanges(site.graph.out.get(path) ?? [], {
    hrefOf: (edge) => edgeHref(site, edge, page),
    titleOf: (edge) => edgeTip(site, edge),
  });
  return { text, draft: { opaque, headSpan, body, title, sections }, ranges, badges, former };
}

/** The body of the page at `page`: the note as it was `rendered`, the HTML copy, the text as it is, or nothing. */
export function documentBody(
  site: Site,
  document: Document,
  text: string,
  page: string,
  rendered: string | null,
): BodyView {
  const { format, path } = document;
  if (format === 'docx') return { type: 'file' };
  if (format === 'html') {
    const hrefOf: TargetHref = (written, as) => targetHref(site, path, written, page, as);
    const copy = htmlCopy(text, document.title, hrefOf, site.engine);
    return copy === null ? { type: 'text', html: sourceHtml(text) } : { type: 'html', html: copy };
  }
  return rendered === null
    ? { type: 'text', html: sourceHtml(text) }
    : { type: 'html', html: safeHtml(rendered) };
}
