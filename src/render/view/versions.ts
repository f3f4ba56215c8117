import type { Document } from '../../types.ts';
import { type ComparedPair, comparisonKey } from '../comparisons.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import type { LinkView } from './masthead.ts';
import { capital, statusName, versionName } from './names.ts';

/** One version in the strip. */
interface VersionView {
  readonly version: string;
  /** `HTML` or `DOCX` where it is not Markdown. */
  readonly format: string | null;
  readonly date: string | null;
  readonly status: string | null;
  readonly href: string;
  readonly here: boolean;
  readonly current: boolean;
  readonly archived: boolean;
  /** What it changed against the version before it, empty where that was not compared. */
  readonly change: string;
  /** Comparison with the version before it: that version and the page; empty where there is none. */
  readonly sinceLast: LinkView;
  /** Comparison with the current version; empty where there is none or it is that with the next one. */
  readonly toCurrent: LinkView;
}

/** The versions of a lineage, newest first: the newest few and this one, then the rest. */
interface VersionsView {
  readonly told: readonly VersionView[];
  readonly earlier: readonly VersionView[];
  /** Where all of them stand, when this page tells only the newest and those around it. */
  readonly all: LinkView | null;
}

/** Versions that stand open: the rest unfold. */
const TOLD = 5;

/** Of a note with many versions, those around the one at hand. */
const AROUND = 3;

/** The versions of a document's lineage; none where there is but one. `changes` tells what each changed, by path. */
export function versionsView(
  site: Site,
  document: Document,
  page: string,
  changes: ReadonlyMap<string, { readonly summary: string }>,
): VersionsView {
  const newest = newestVersions(site, document);
  if (newest.length === 1) return { earlier: [], told: [], all: null };
  const here = newest.findIndex(({ path }) => path === document.path);
  const whole = site.addresses.versions.get(document.id);
  const isTold = (at: number): boolean => at === here || at < TOLD;
  const isNear = (at: number): boolean => whole === undefined || Math.abs(at - here) <= AROUND;
  const viewOf = versionViewer(site, document, page, changes);
  const views = (fits: (at: number) => boolean): readonly VersionView[] =>
    newest.filter((_, at) => fits(at)).map(viewOf);
  return {
    told: views(isTold),
    earlier: views((at) => !isTold(at) && isNear(at)),
    all:
      whole === undefined ? null : { text: `All ${newest.length} versions`, href: hrefBetween(page, whole) },
  };
}

/** Every version of a document, newest first. */
export function newestVersions(site: Pick<Site, 'versionsOf'>, document: Document): readonly Document[] {
  return site.versionsOf(document).toReversed();
}

/** Shows a version of a document's lineage on a page; `changes` tells what each changed, by path. */
export function versionViewer(
  site: Site,
  document: Document,
  page: string,
  changes: ReadonlyMap<string, { readonly summary: string }>,
): (version: Document) => VersionView {
  const current = site.graph.lineages.get(document.id)?.current ?? document;
  const pairs = site.compared.get(document.id) ?? [];
  const sinceLast = new Map(pairs.filter((pair) => pair.neighbours).map((pair) => [pair.after.path, pair]));
  const toCurrent = new Map(pairs.filter((pair) => !pair.neighbours).map((pair) => [pair.before.path, pair]));
  const link = (pair: ComparedPair | undefined, other: 'before' | 'after'): LinkView => {
    const at = pair && site.addresses.compare.get(comparisonKey(pair.before, pair.after));
    if (at === undefined) return { text: '', href: '' };
    return { text: (pair && versionName(pair[other])) ?? 'it', href: hrefBetween(page, at) };
  };
  return (version) => ({
    version: versionName(version) ?? 'no version',
    format: version.format === 'md' ? null : version.format.toUpperCase(),
    date: version.date,
    status: statusName(version),
    href: hrefBetween(page, site.addresses.view.get(version.path) ?? ''),
    here: version.path === document.path,
    // An archived file without a version is one before the current one.
    current: isCurrent(version, current) && (current.archived || !version.archived),
    archived: version.archived,
    change: capital(changes.get(version.path)?.summary ?? ''),
    sinceLast: link(sinceLast.get(version.path), 'before'),
    toCurrent: link(toCurrent.get(version.path), 'after'),
  });
}
