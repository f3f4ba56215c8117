import type { Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { type NamedCommitView, namedCommitView, namedIn } from './commits.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** The version of a change request that took an answer up, and the commits that it tells of first. */
export interface WorkView extends LinkView {
  readonly version: string;
  readonly commits: readonly NamedCommitView[];
}

/** For each change request that cites an answer, its first version to do so, in order of date; none where none does. */
export function workView(site: Site, answer: Document, page: string): readonly WorkView[] {
  const { graph } = site;
  const citing = new Set((graph.in.get(answer.path) ?? []).map(({ from }) => from));
  return [...graph.lineages.values()].flatMap(({ versions }) => {
    const at = versions.findIndex(({ path, kind }) => kind === 'cr' && citing.has(path));
    const taking = versions[at];
    if (taking === undefined) return [];
    const before = new Set(versions.slice(0, at).flatMap((version) => namedIn(site, edgesOf(site, version))));
    return [
      {
        text: titleOf(taking),
        href: hrefBetween(page, site.addresses.view.get(taking.path) ?? ''),
        version: versionName(taking) ?? '',
        commits: namedIn(site, edgesOf(site, taking))
          .filter((named) => !before.has(named))
          .map((named) => namedCommitView(site, named, page)),
      },
    ];
  });
}

function edgesOf({ graph }: Site, { path }: Document) {
  return graph.out.get(path) ?? [];
}
