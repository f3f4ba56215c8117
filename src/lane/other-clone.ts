import path from 'node:path';
import type { OpenLane } from './context.ts';
import { gitIn } from './git.ts';
import { knownState } from './log/current.ts';

/**
 * Says that another clone of the repository on this machine has a lane of this name with a session of its own: one does
 * not know of the other. Null where none has.
 */
export async function otherClone({ world, name, root, place }: OpenLane): Promise<string | null> {
  const base = path.posix.dirname(place.folder);
  let own: string | null = null;
  for (const { name: folder } of await world.files.list(base)) {
    const there = `${base}/${folder}`;
    if (there === place.folder || (await world.files.stat(`${there}/${name}`)) === null) continue;
    const other = await knownState(world, `${there}/${name}`, name);
    if (other?.session == null || other.root === null || (await world.files.stat(other.root)) === null)
      continue;
    own ??= await originOf(world, root);
    if ((await originOf(world, other.root)) === own)
      return `${other.root} is of another clone, and has a lane ${name} with session ${other.session}: these are two lanes, and neither knows of the other.`;
  }
  return null;
}

/** Where the history of a folder begins, and where it lies in its repository: what clones of it have alike. */
async function originOf(world: OpenLane['world'], folder: string): Promise<string> {
  const git = gitIn(world, folder);
  const first = await git(['rev-list', '--max-parents=0', 'HEAD']);
  return first.out + (await git(['rev-parse', '--show-prefix'])).out;
}
