import { storedFiles } from '../../past/stored-files.ts';
import { Refusal } from '../../refusal.ts';
import type { Files, Repository, Staged, World } from '../../types.ts';
import type { Here } from '../root.ts';

/** A world in which the folder of slop.yaml is as the next commit would have it. */
interface StagedWorld {
  readonly world: World;
  readonly staged: Staged;
}

/**
 * The world with the files that are staged. What is of this machine alone, and never committed, is read as it is. One
 * thread, since others read the disk.
 * @throws Refusal outside of Git, and where Git cannot tell what is staged.
 */
export async function stagedWorld(world: World, { root, repository }: Here): Promise<StagedWorld> {
  if (repository === null) throw new Refusal(`--staged needs a Git repository, and ${root} is in none.`);
  const staged = await repository.staged(root);
  const stored = storedFiles(world.files, root, staged, isOfThisMachine);
  // Git has no empty folders: one that stands here and of which nothing is staged is empty, and not missing.
  const stat: Files['stat'] = async (place) => {
    const found = await stored.stat(place);
    if (found !== null) return found;
    return (await world.files.stat(place))?.type === 'folder' ? { type: 'folder', size: 0 } : null;
  };
  const files = { ...stored, stat };
  const find = async (folder: string) => {
    const found = await world.git.find(folder);
    return found?.root === repository.root ? { ...found, list: listing(root, staged) } : found;
  };
  return { world: { ...world, files, git: { find }, threads: null }, staged };
}

function isOfThisMachine(name: string): boolean {
  return name === 'slop.local.yaml' || name === '.slop' || name.startsWith('.slop/');
}

function listing(root: string, { files }: Staged): Repository['list'] {
  return async (folder) => {
    const prefix = folder === root ? '' : `${folder.slice(root.length + 1)}/`;
    return [...files.keys()].flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  };
}
