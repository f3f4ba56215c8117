import { OWN } from '../../read/repositories.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';

/** Where a file of the record is seen and changed on the web. */
interface ForgeView {
  readonly history: string;
  readonly edit: string;
}

/**
 * The history and edit pages of a file, for a record whose own repository has a `web` in slop.yaml that ends as
 * GitHub's, GitLab's and Gitea's do; null otherwise.
 */
export function forgeView({ config, graph }: Site, path: string): ForgeView | null {
  const repository = config.repos.find(({ name }) => name === OWN);
  const base = /^(.+)\/commit\/\{oid\}$/.exec(repository?.web ?? '')?.[1];
  if (repository === undefined || base === undefined || graph.ledger.record === null) return null;
  const place = encodePath(`${repository.branch}/${graph.ledger.prefix ?? ''}${path}`);
  return { history: `${base}/commits/${place}`, edit: `${base}/edit/${place}` };
}
