import type { Repository, World } from './types.ts';

/** The world in which it is known which repository holds slop.yaml, so that Git is not asked for it again. */
export function knowing(
  world: World,
  { root, repository }: { readonly root: string; readonly repository: Repository | null },
): World {
  const find: World['git']['find'] = async (folder) =>
    folder === root ? repository : world.git.find(folder);
  return { ...world, git: { find } };
}
