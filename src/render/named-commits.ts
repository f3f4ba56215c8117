import { repositoryOn } from '../link/repository-names.ts';
import { byText, groupBy } from '../read/order.ts';
import type { Commit, Config, Edge, EdgeState, EdgeTarget, Graph } from '../types.ts';
import { pathPart } from './claims.ts';

/** A commit or a tag of a repository, and every place of the record that names it. */
export interface NamedCommit {
  readonly repository: string;
  readonly type: 'commit' | 'tag';
  /** Hash as far as it is known, or the name of the tag. */
  readonly name: string;
  /** What the clone says of it; null where there is no clone to ask. */
  readonly commit: Commit | null;
  /** Day of the commit, else of the first note that names it; null when that has none either. */
  readonly date: string | null;
  /** Part of its repository's commits that it is told among, empty where these are few; `tags` or hex digits. */
  readonly shard: string;
  /** What it is in the clone; null where nothing was found. */
  readonly object: Extract<EdgeTarget, { type: 'object' }> | null;
  /** The first state that is not `ok` among those of its edges. */
  readonly state: EdgeState;
  readonly edges: readonly Edge[];
}

/** All that notes name in repositories. */
export interface NamedCommits {
  /** Repository → what is named of it, latest first, undated last. */
  readonly byRepository: ReadonlyMap<string, readonly NamedCommit[]>;
  /** What an edge names; null for an edge of something else, or of no repository that is known. */
  readonly of: (edge: Edge) => NamedCommit | null;
  /** The commit of that hash in that repository; null for one that no note names. */
  readonly at: (repository: string, oid: string) => NamedCommit | null;
}

/** Hex digits that tell commits of one repository apart. */
const TELLING = 7;
/** Commits of a repository that stand on one page. */
const FEW = 400;

/** Gathers the commits and tags that the notes of a record name, in one pass over its edges. */
export function namedCommits(graph: Graph, config: Config): NamedCommits {
  const keyOf = keyFinder(graph, config);
  const found = new Map<string, Naming>();
  for (const edges of graph.out.values()) {
    for (const edge of edges) {
      const key = keyOf(edge);
      if (key === null) continue;
      const entry = found.get(key.text);
      if (entry === undefined)
        found.set(key.text, { repository: key.repository, type: key.type, edges: [edge] });
      else entry.edges.push(edge);
    }
  }
  const counts = new Map<string, number>();
  for (const { repository } of found.values()) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  const named = new Map(
    [...found].map(([key, entry]) => [key, namedCommit(graph, entry, counts.get(entry.repository) ?? 0)]),
  );
  const byEdge = new Map<Edge, NamedCommit>();
  for (const one of named.values()) for (const edge of one.edges) byEdge.set(edge, one);
  const byRepository = groupBy(named.values(), ({ repository }) => repository);
  for (const all of byRepository.values()) all.sort(latestFirst);
  return {
    byRepository,
    of: (edge) => byEdge.get(edge) ?? null,
    at: (repository, oid) => named.get(keyText(repository, 'commit', oid.slice(0, TELLING))) ?? null,
  };
}

/** The edges that name one commit or tag. */
interface Naming {
  readonly repository: string;
  readonly type: 'commit' | 'tag';
  readonly edges: Edge[];
}

function keyFinder({ byPath }: Graph, config: Config) {
  return ({ from, to, mention: { target } }: Edge) => {
    if (target.type !== 'commit' && target.type !== 'tag') return null;
    const said = target.repository ?? (target.type === 'commit' ? target.near : null);
    const repository =
      to?.type === 'object'
        ? to.repository
        : said && repositoryOn(said, byPath.get(from)?.date ?? null, config);
    if (repository === null || repository === '') return null;
    const name = target.type === 'tag' ? target.name : (oidOf(to) ?? target.hash).slice(0, TELLING);
    return { repository, type: target.type, text: keyText(repository, target.type, name) };
  };
}

function keyText(repository: string, type: NamedCommit['type'], name: string): string {
  // In one piece: there are many, and pieces take more memory.
  return [repository, type, name].join(' ');
}

function oidOf(to: Edge['to']): string | null {
  return to?.type === 'object' ? to.oid : null;
}

function namedCommit(
  { byPath, ledger }: Graph,
  { repository, type, edges }: Naming,
  count: number,
): NamedCommit {
  const oids = edges.flatMap(({ to, mention: { target } }) => [
    ...(to?.type === 'object' ? [to.oid] : []),
    ...(target.type === 'commit' ? [target.hash] : []),
  ]);
  const oid = oids.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  const [first] = edges;
  const tag = first?.mention.target.type === 'tag' ? first.mention.target.name : '';
  const commit = ledger.repositories?.get(repository)?.commits.get(oid) ?? null;
  const dates = edges.flatMap(({ from }) => byPath.get(from)?.date ?? []).sort();
  const name = type === 'tag' ? tag : oid;
  const to = edges.find((edge) => edge.to?.type === 'object')?.to;
  return {
    repository,
    type,
    name,
    commit,
    date: commit?.date.slice(0, 10) || (dates[0] ?? null),
    shard: shardOf(type, name, count),
    object: to?.type === 'object' ? to : null,
    state: edges.find(({ state }) => state !== 'ok')?.state ?? 'ok',
    edges,
  };
}

/** The anchor on the page where a commit or tag is told. */
export function anchorOf({ type, name }: NamedCommit): string {
  return type === 'tag' ? `page-tag-${pathPart(name)}` : `page-commit-${name.slice(0, TELLING)}`;
}

/** One page holds a few hundred entries; more are told apart by one or two digits of their hash. */
function shardOf(type: NamedCommit['type'], name: string, count: number): string {
  if (count <= FEW) return '';
  return type === 'tag' ? 'tags' : name.slice(0, count <= FEW * 16 ? 1 : 2);
}

function latestFirst(left: NamedCommit, right: NamedCommit): number {
  return (
    byText(right.date ?? '', left.date ?? '') ||
    byText(right.commit?.date ?? '', left.commit?.date ?? '') ||
    byText(left.name, right.name)
  );
}
