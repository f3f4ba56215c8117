import { type Compiled, compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import type { World } from '../../src/types.ts';

/** The record whose slop.yaml lies in a folder of a world, read, linked and judged with the fast engine. */
export async function compileAt(world: World, root: string = world.cwd): Promise<Compiled> {
  return compile({ world, project: await loadProject(world, root), engine: satteriEngine });
}
