import type { Compiled } from './compile.ts';
import { compile as compileWith } from './compile.ts';
import { lazyEngine } from './parse/markdown/engine.ts';
import { loadProject } from './project.ts';
import { Refusal } from './refusal.ts';
import type { World } from './types.ts';

export type { Compiled } from './compile.ts';
export { placeAt } from './parse/head/places.ts';
export type { Project } from './project.ts';
export { Refusal } from './refusal.ts';
export { rules } from './rules/rules.ts';
export type * from './types.ts';

/** What `compile` needs to know. */
export interface CompileOptions {
  /** Absolute folder that holds slop.yaml. */
  readonly root: string;
  /** remark plugins to run on every note; the slower reference engine then reads the record. */
  readonly remarkPlugins?: readonly import('unified').Pluggable[];
}

/**
 * Reads, links and checks a record; writes nothing.
 *
 * @example
 * import { compile } from '@dunin7/slop';
 * import { realWorld } from '@dunin7/slop/world';
 *
 * const { findings, graph } = await compile(realWorld(), { root: process.cwd() });
 *
 * @throws Refusal when there is no such folder, or slop.yaml or a schema cannot be used.
 */
export async function compile(world: World, options: CompileOptions): Promise<Compiled> {
  const project = await loadProject(world, await folderAt(world, options.root));
  return compileWith({ world, project, engine: lazyEngine(options.remarkPlugins) });
}

/** The folder as Git tells it, without symbolic links. */
async function folderAt({ files }: World, root: string): Promise<string> {
  const folder = await files.realPath(root).catch(() => null);
  if (folder !== null && (await files.stat(folder))?.type === 'folder') return folder;
  throw new Refusal(`There is no folder ${root}: root is the absolute folder of slop.yaml.`);
}
