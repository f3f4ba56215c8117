import type { Document } from '../../types.ts';
import { newestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from '../view/banner.ts';
import { headingText, isTitle } from '../view/contents.ts';
import { kindName, phaseName, statusName, titleOf, versionName } from '../view/names.ts';
import { titleHeading } from '../view/title-heading.ts';

/** Documents in the order of their numbers: those in force first, and of each sort the newest first. */
interface Numbering {
  readonly documents: readonly Document[];
  /** How many of them are in force. */
  readonly current: number;
}

/** Sections beyond this are not told one by one. */
const MOST_SECTIONS = 400;
/** A longer text is not fetched for the sake of one sentence. */
const LONGEST_TEXT = 100_000;

/** Numbers the documents of a site. A twin of a Markdown note counts as an older version: nobody wants both. */
export function numberDocuments(site: Site): Numbering {
  const { graph, replacedBy } = site;
  const inForce = (document: Document): boolean => {
    const current = graph.lineages.get(document.id)?.current ?? document;
    const twin = document.path !== current.path && document.format !== 'md';
    return !document.archived && !twin && isCurrent(document, current) && !replacedBy.has(document.path);
  };
  const sorted = [...graph.documents].sort(newestFirst);
  const now = sorted.filter(inForce);
  const set = new Set(now);
  return { documents: [...now, ...sorted.filter((one) => !set.has(one))], current: now.length };
}

/**
 * What a result shows of a document: title, version, kind, status, phase, date, page, exact bytes (`''` where no
 * sentence can be taken from them), its sections as anchor, heading and offset in the text, and where its head ends.
 */
export function searchEntry(site: Site, document: Document, length: number): readonly unknown[] {
  const { addresses } = site;
  const quotable = document.format === 'md' && length <= LONGEST_TEXT;
  const sections = (document.draft?.sections ?? []).filter(({ depth }) => depth > 0);
  const title = titleHeading(document)?.span.start;
  return [
    titleOf(document),
    versionName(document) ?? '',
    kindName(site, document.kind),
    statusName(document) ?? '',
    document.phase === null ? '' : phaseName(document.phase),
    document.date ?? '',
    addresses.view.get(document.path) ?? '',
    quotable ? (addresses.raw.get(document.path) ?? '') : '',
    // The title has no anchor below it.
    sections
      .slice(0, MOST_SECTIONS)
      .map((section) => [
        isTitle(section, title) ? '' : section.slug,
        headingText(section),
        section.span.start,
      ]),
    Math.max(document.draft?.body.start ?? 0, document.draft?.headSpan.end ?? 0),
  ];
}
