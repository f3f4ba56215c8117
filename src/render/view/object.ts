import type { Edge, EdgeTarget } from '../../types.ts';
import type { Site } from '../site.ts';

type ObjectTarget = Extract<EdgeTarget, { type: 'object' }>;

/** True for the edge of a commit, a branch or a tag. */
export function isOfRepository({ mention: { target } }: Edge): boolean {
  return target.type === 'commit' || target.type === 'branch' || target.type === 'tag';
}

/** The page of a commit on the web, as slop.yaml says where; null when it says nothing. */
export function objectHref({ config }: Site, { repository, oid, kind }: ObjectTarget): string | null {
  const web = config.repos.find(({ name }) => name === repository)?.web ?? null;
  return web === null || kind !== 'commit' ? null : web.replaceAll('{oid}', oid);
}

/** State, repository, full hash, day and subject of a commit for a tooltip; `words` tell the state. */
export function objectTip({ graph }: Site, { to, state, mention }: Edge, words: string): string | null {
  const { target } = mention;
  if (to?.type !== 'object') {
    const repository = 'repository' in target ? target.repository : null;
    return [state === 'missing' ? 'Not found' : words, repository].filter(Boolean).join(': ') || null;
  }
  const { repository, oid, kind, published } = to;
  const commit = graph.ledger.repositories?.get(repository)?.commits.get(oid);
  const standing = published === false ? 'Not reachable from a published branch or tag' : words;
  const named = kind === 'commit' ? `${repository} ${oid}` : `${repository} ${oid} (a ${kind} object)`;
  const told = commit === undefined ? '' : `${commit.date.slice(0, 10)}, ${commit.subject}`;
  return [standing, [named, told].filter(Boolean).join(', ')].filter(Boolean).join(': ');
}
