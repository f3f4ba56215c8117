import path from 'node:path';
import type { Repository, World } from '../../types.ts';
import type { Here } from '../root.ts';

/** The work tree that a lane works in, in folder `cwd`, if that is another one than that of the call; else null. */
export async function otherTree(
  world: Pick<World, 'git'>,
  { repository }: Pick<Here, 'repository'>,
  cwd: string | null,
): Promise<Repository | null> {
  const tree = cwd === null ? null : await world.git.find(cwd).catch(() => null);
  return tree === null || tree.root === repository?.root ? null : tree;
}

/** The folder of slop.yaml in that work tree; that of the call where it is of another repository, or there is none. */
export async function measuredIn(
  { repository, root }: Pick<Here, 'repository' | 'root'>,
  tree: Repository | null,
): Promise<string> {
  if (repository === null || tree === null) return root;
  if ((await tree.shared()) !== (await repository.shared())) return root;
  return path.posix.join(tree.root, path.posix.relative(repository.root, root));
}
