import type { Edge, EdgeTarget } from '../../types.ts';
import type { Site } from '../site.ts';

type ObjectTarget = Extract<EdgeTarget, { type: 'object' }>;
type SourceTarget = Extract<EdgeTarget, { type: 'source' }>;

/** The page of a commit on the web, as slop.yaml says where; null when it says nothing. */
export function objectHref({ config }: Site, { repository, oid, kind }: ObjectTarget): string | null {
  const web = config.repos.find(({ name }) => name === repository)?.web ?? null;
  return web === null || kind !== 'commit' ? null : web.replaceAll('{oid}', oid);
}

/** The file or line on the web, beside the pages of commits as GitHub and GitLab have it; null for others. */
export function sourceHref({ config }: Site, { repository, oid, file, line }: SourceTarget): string | null {
  const web = config.repos.find(({ name }) => name === repository)?.web ?? null;
  if (web === null || !web.includes('/commit/{oid}')) return null;
  const path = file.split('/').map(encodeURIComponent).join('/');
  const page = web.replace('/commit/{oid}', `/blob/${oid}/${path}`);
  if (line === null) return page;
  // GitHub counts lines of Markdown in its plain form alone.
  return `${page}${/\.md$/i.test(file) ? '?plain=1' : ''}#L${line}`;
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

/** State, repository, file, line and full hash for a tooltip; `words` tell the state. */
export function sourceTip({ to, state, mention }: Edge, words: string): string | null {
  if (to?.type !== 'source') return state === 'missing' ? 'Not found' : words || null;
  const { repository, oid, file, line } = to;
  const lacks = mention.target.type === 'source' ? 'No such line' : 'No such section';
  const standing = state === 'missing' ? lacks : words;
  const where = line === null ? file : `${file}, line ${line}`;
  return [standing, `${repository} ${where}, at ${oid}`].filter(Boolean).join(': ');
}
