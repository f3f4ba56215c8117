import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { NamedCommit } from '../named-commits.ts';
import type { Site } from '../site.ts';
import { type NamedCommitView, namedCommitView, namedIn } from './commits.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** The version of a change request that took an answer up, and the commits that it came to. */
export interface WorkView extends LinkView {
  readonly version: string;
  /** Which commits these are, in words. */
  readonly which: string;
  readonly commits: readonly NamedCommitView[];
  /** Those that are not told one by one. */
  readonly more: number;
}

/** From when one halt was filed until the next one was, in milliseconds; without an end for the last one. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/**
 * For each change request of the phase that cites an answer, its first version to do so. Its commits, at most `most`, are
 * those that this version or a later one names and that were made in the period of the halt; where no clone tells that,
 * those that no earlier version names.
 */
export function workView(
  site: Site,
  answer: Document,
  period: Period | null,
  page: string,
  most: number,
): readonly WorkView[] {
  const { graph } = site;
  const citing = new Set((graph.in.get(answer.path) ?? []).map(({ from }) => from));
  const ids = new Set([...citing].flatMap((path) => requestOf(site, answer, path)?.id ?? []));
  return [...ids].flatMap((id) => {
    const versions = graph.lineages.get(id)?.versions ?? [];
    const at = versions.findIndex(({ path }) => citing.has(path));
    const taking = versions[at];
    if (taking === undefined) return [];
    const before = new Set(namedBy(site, versions.slice(0, at)));
    const first = namedBy(site, [taking]).filter((named) => !before.has(named));
    const dated = period === null ? null : namedBy(site, versions.slice(at)).filter(madeIn(period));
    const commits = dated ?? first;
    return [
      {
        text: titleOf(taking),
        href: hrefBetween(page, site.addresses.view.get(taking.path) ?? ''),
        version: versionName(taking) ?? '',
        which: whichCommits(dated === null ? null : period),
        commits: commits.slice(0, most).map((named) => namedCommitView(site, named, page)),
        more: Math.max(0, commits.length - most),
      },
    ];
  });
}

/** The change request at a path, where it is one of the phase of an answer: one of another phase only looks back. */
function requestOf({ graph }: Site, { phase }: Document, path: string): Document | null {
  const document = graph.byPath.get(path);
  return document?.kind === 'cr' && document.phase === phase ? document : null;
}

function namedBy(site: Site, versions: readonly Document[]): readonly NamedCommit[] {
  return namedIn(
    site,
    versions.flatMap(({ path }) => site.graph.out.get(path) ?? []),
  );
}

/** One that no clone knows is left out: its time is not known. */
function madeIn({ from, until }: Period): (named: NamedCommit) => boolean {
  return ({ commit }) => {
    const made = Date.parse(commit?.date ?? '');
    return made > from && made < until;
  };
}

function whichCommits(period: Period | null): string {
  if (period === null) return 'the first to name these commits';
  return period.until === Number.POSITIVE_INFINITY
    ? 'commits since this halt'
    : 'commits from this halt to the next';
}
