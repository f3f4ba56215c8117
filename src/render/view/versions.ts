import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import { statusName, versionName } from './names.ts';

/** One version in the strip. */
export interface VersionView {
  readonly version: string;
  /** `HTML` or `DOCX` where it is not Markdown. */
  readonly format: string | null;
  readonly date: string | null;
  readonly status: string | null;
  readonly href: string;
  readonly here: boolean;
  readonly current: boolean;
  readonly archived: boolean;
}

/** The versions of a lineage, oldest first: the newest few and this one told in full, the rest by number. */
export interface VersionsView {
  readonly earlier: readonly VersionView[];
  readonly told: readonly VersionView[];
}

/** Versions told in full: what fits a line or two. */
const TOLD = 6;

/** All versions of a document's lineage; none for a document that keeps no versions. */
export function versionsView(site: Site, document: Document, page: string): VersionsView {
  const lineage = site.graph.lineages.get(document.id);
  const versions = lineage?.versions ?? [document];
  if (versions.length === 1 && document.version === null) return { earlier: [], told: [] };
  const views = versions.map((version) => ({
    version: versionName(version) ?? 'no version',
    format: version.format === 'md' ? null : version.format.toUpperCase(),
    date: version.date,
    status: statusName(version),
    href: hrefBetween(page, site.addresses.view.get(version.path) ?? ''),
    here: version.path === document.path,
    current: isCurrent(version, lineage?.current ?? document),
    archived: version.archived,
  }));
  const isTold = ({ here }: VersionView, at: number): boolean => here || at >= views.length - TOLD;
  return {
    earlier: views.filter((view, at) => !isTold(view, at)),
    told: views.filter(isTold),
  };
}
