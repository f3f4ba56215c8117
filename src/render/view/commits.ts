import type { Edge } from '../../types.ts';
import { groupBy } from '../group.ts';
import { plain } from '../order.ts';
import type { Site } from '../site.ts';
import { objectHref } from './object.ts';

/** A commit of a repository that notes name. */
export interface CitedCommitView {
  readonly repository: string;
  /** Cut to ten characters. */
  readonly oid: string;
  /** Its page on the web, empty where slop.yaml names none. */
  readonly href: string;
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** True when no published branch or tag leads to it. */
  readonly unpublished: boolean;
}

/** The commits among some edges, each once: by repository, then oldest first. */
export function citedCommits(site: Site, edges: readonly Edge[]): readonly CitedCommitView[] {
  const targets = edges.flatMap(({ to }) => (to?.type === 'object' && to.kind === 'commit' ? [to] : []));
  const distinct = [...groupBy(targets, ({ repository, oid }) => `${repository} ${oid}`).values()];
  return distinct
    .flatMap(([to]) => {
      const commit = to && site.graph.ledger.repositories?.get(to.repository)?.commits.get(to.oid);
      return to === undefined ? [] : [{ to, commit }];
    })
    .sort(
      (left, right) =>
        plain(left.to.repository, right.to.repository) ||
        Date.parse(left.commit?.date ?? '') - Date.parse(right.commit?.date ?? '') ||
        plain(left.to.oid, right.to.oid),
    )
    .map(({ to, commit }) => ({
      repository: to.repository,
      oid: to.oid.slice(0, 10),
      href: objectHref(site, to) ?? '',
      date: commit?.date.slice(0, 10) ?? '',
      author: commit?.author ?? '',
      subject: commit?.subject ?? '',
      unpublished: to.published === false,
    }));
}
