import { readCommitNames } from '../../src/commands/commit-names.ts';
import { compile } from '../../src/compile.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import type { RenderInput } from '../../src/render/render.ts';
import { rules } from '../../src/rules/rules.ts';
import type { World } from '../../src/types.ts';
import { packageTemplates } from './values.ts';

/** The input of a site: the record of a world, read and checked as `slop render` does. */
export async function compiled(world: World): Promise<RenderInput> {
  const project = await loadProject(world, world.cwd);
  const record = await compile({ world, project, engine: satteriEngine });
  const commitNames = await readCommitNames(world, project, record.graph);
  return { ...record, commitNames, templates: packageTemplates, engine: satteriEngine, rules };
}
