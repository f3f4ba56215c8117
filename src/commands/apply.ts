import path from 'node:path';
import { readPlan } from '../plan/plan-read.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../types.ts';
import { type PlanRunOptions, runPlan } from './plan/run.ts';
import { findRoot } from './root.ts';
import type { Terminal } from './terminal.ts';
import { beginWriting } from './unfinished.ts';

interface ApplyOptions extends PlanRunOptions {
  /** JSON file from the folder of the call; null to finish a plan that was cut off. */
  readonly plan: string | null;
}

/**
 * Applies a plan that was kept, or finishes the one that was cut off.
 * @throws Refusal when the file holds no plan, JSON is asked for without one, or the record is not as the plan found it.
 */
export async function apply(
  world: World,
  terminal: Terminal,
  { plan, ...options }: ApplyOptions,
): Promise<number> {
  if (plan === null && options.json) throw new Refusal('--json prints a plan that was kept: name its file.');
  const here = await findRoot(world);
  const finished = await beginWriting(world, terminal, here.root, options.dryRun || options.json);
  if (plan === null) {
    if (!finished) await terminal.out('No plan is unfinished.\n');
    return 0;
  }
  const place = path.posix.resolve(here.cwd, plan);
  if ((await world.files.stat(place)) === null)
    throw new Refusal(`There is no file ${JSON.stringify(plan)} with a plan.`);
  const kept = readPlan(new TextDecoder().decode(await world.files.read(place)), plan);
  return runPlan(world, terminal, here, kept, options);
}
