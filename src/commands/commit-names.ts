import { commitNamesOf } from '../link/commit-links.ts';
import type { Project } from '../project.ts';
import { everything, readRepositories } from '../read/repositories.ts';
import type { CommitNames, Graph, World } from '../types.ts';

/** What the commits of all repositories, the record's own included, name of a record. Never throws. */
export async function readCommitNames(
  world: Pick<World, 'clones' | 'git'>,
  { root, config, clones }: Pick<Project, 'root' | 'config' | 'clones'>,
  graph: Graph,
): Promise<CommitNames> {
  const own = (await world.git.find(root))?.root ?? null;
  const asked = { places: clones, own, wantsOf: () => everything };
  const readings = await readRepositories(world, config, asked);
  return commitNamesOf(graph, config, readings.values(), own);
}
