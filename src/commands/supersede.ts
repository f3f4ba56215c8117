import { supersede as planSupersede, type SupersedeOptions } from '../plan/supersede.ts';
import type { World } from '../types.ts';
import { namedNote } from './named-note.ts';
import { type PlanRunOptions, runPlan } from './plan/run.ts';
import { planView } from './plan/view.ts';
import type { Terminal } from './terminal.ts';

interface SupersedeCommandOptions extends PlanRunOptions, SupersedeOptions {
  /** Path, file name or id. */
  readonly older: string;
  readonly newer: string;
}

/** Makes a note say what it supersedes or updates. Exit code 0. @throws Refusal when it cannot. */
export async function supersede(
  world: World,
  terminal: Terminal,
  options: SupersedeCommandOptions,
): Promise<number> {
  const { here, view } = await planView(world, terminal, options.dryRun || options.json);
  const older = namedNote(here, view.graph, options.older);
  const newer = namedNote(here, view.graph, options.newer);
  return runPlan(world, terminal, here, await planSupersede(view, older, newer, options), options);
}
