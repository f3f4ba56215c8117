import path from 'node:path';
import { exportPlan, importPlan } from '../plan/import/import.ts';
import { loadProject, type Project } from '../project.ts';
import { readSource } from '../read/source.ts';
import { readTree } from '../read/tree.ts';
import { Refusal } from '../refusal.ts';
import type { Plan, Source, World } from '../types.ts';
import { markdownEngine } from './engine.ts';
import { kindNamed } from './kind-named.ts';
import { type PlanRunOptions, runPlan } from './plan/run.ts';
import { findRoot, type Here, placeNamed } from './root.ts';
import type { Terminal } from './terminal.ts';
import { beginWriting } from './unfinished.ts';

export interface ImportOptions extends PlanRunOptions {
  /** Files and folders, from the folder of the call. */
  readonly paths: readonly string[];
  /** The kind of all of them; null to guess. */
  readonly kind: string | null;
  /** Put back the heads that an import replaced. */
  readonly back: boolean;
}

/** Files read side by side. */
const BATCH = 64;

/**
 * Puts older heads into YAML, or back, as a plan.
 * @throws Refusal when a path or kind is not there, or the plan cannot be applied.
 */
export async function importHeads(world: World, terminal: Terminal, options: ImportOptions): Promise<number> {
  const { paths, kind, back, ...runOptions } = options;
  const here = await findRoot(world);
  await beginWriting(world, terminal, here.root, options.dryRun || options.json);
  const project = await loadProject(world, here.root);
  if (kind !== null) kindNamed(project.kinds, kind);
  const notes = await markdownIn(world, here, paths);
  const sources: Source[] = [];
  for (let at = 0; at < notes.length; at += BATCH) {
    const batch = notes.slice(at, at + BATCH).map((note) => readSource(world.files, here.root, note));
    sources.push(...(await Promise.all(batch)));
  }
  const rules = {
    config: project.config,
    kinds: project.kinds,
    engine: await markdownEngine(terminal).load(),
    kind,
  };
  const plan = withOutside(back ? exportPlan(sources, rules) : importPlan(sources, rules), project);
  if (Object.keys(plan.base).length === 0 && !options.json) {
    for (const remark of plan.remarks) await terminal.out(`${remark}\n`);
    await terminal.out(back ? 'No head to put back.\n' : 'No head to import.\n');
    return 0;
  }
  return runPlan(world, terminal, here, plan, runOptions);
}

/** The Markdown files that the arguments name, from the root, sorted; each once. */
async function markdownIn(world: World, here: Here, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const argument of paths) {
    const place = await placeNamed(world, here, argument);
    const there = await world.files.stat(path.posix.join(here.root, place));
    if (there === null)
      throw new Refusal(`There is no file or folder ${JSON.stringify(argument)} to import.`);
    if (place === '..' || place.startsWith('../')) {
      throw new Refusal(`${argument} lies outside of ${here.root}: move it there, then import it.`);
    }
    if (there.type === 'folder') {
      const tree = await readTree(world.files, here.repository, here.root, {
        record: place === '' ? '.' : place,
      });
      for (const file of tree.files) if (/\.md$/.test(file.path)) found.add(file.path);
    } else if (there.type === 'file' && /\.md$/.test(place)) found.add(place);
    else throw new Refusal(`${argument} is no Markdown file, so it has no head to import.`);
  }
  return [...found].sort();
}

/** Adds a remark about files that no other command would read. */
function withOutside(plan: Plan, { config }: Project): Plan {
  const inside = (place: string): boolean => config.record === '.' || place.startsWith(`${config.record}/`);
  const [first, ...more] = Object.keys(plan.base).filter((place) => !inside(place));
  if (first === undefined) return plan;
  const which = more.length === 0 ? `${first} lies` : `${first} and ${more.length} more lie`;
  const advice = `move ${more.length === 0 ? 'it' : 'them'} there with git mv, or set record: in slop.yaml`;
  const remark = `${which} outside of the record (${config.record}/), which is all that slop check reads: ${advice}`;
  return { ...plan, remarks: [...plan.remarks, remark] };
}
