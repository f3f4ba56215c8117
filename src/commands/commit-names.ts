import { commitNamesOf } from '../link/commit-links.ts';
import type { Project } from '../project.ts';
import { everything, readRepositories } from '../read/repositories.ts';
import type { CommitNames, Graph, RepositoryReading, World } from '../types.ts';

/**
 * What every repository tells of its commits, the one of the record included: `own` is its top folder, or null. Never
 * throws.
 */
export function readMessages(
  world: Pick<World, 'clones'>,
  { config, clones }: Pick<Project, 'config' | 'clones'>,
  own: string | null,
): Promise<ReadonlyMap<string, RepositoryReading>> {
  return readRepositories(world, config, { places: clones, own, wantsOf: () => everything });
}

/** What the commits of all repositories, the record's own included, name of a record. Never throws. */
export async function readCommitNames(
  world: Pick<World, 'clones' | 'git'>,
  project: Pick<Project, 'root' | 'config' | 'clones'>,
  graph: Graph,
): Promise<CommitNames> {
  const own = (await world.git.find(project.root))?.root ?? null;
  const readings = await readMessages(world, project, own);
  return commitNamesOf(graph, project.config, readings.values(), own);
}
