import { expandPlan } from '../plan/expand.ts';
import { fixPlan } from '../plan/fix.ts';
import { touchedPaths } from '../plan/plan.ts';
import { blobId } from '../read/blob.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../types.ts';
import { type PlanRunOptions, runPlan } from './plan/run.ts';
import { readRecordAt } from './record.ts';
import { findRoot } from './root.ts';
import { ruleNamed } from './rule-named.ts';
import type { Terminal } from './terminal.ts';
import { beginWriting } from './unfinished.ts';

export interface FixOptions extends PlanRunOptions {
  /** An id, or the part of one after its slash; null for all rules. */
  readonly rule: string | null;
  /** Write short hashes in full instead. */
  readonly expand: boolean;
}

/**
 * Applies the fixes of findings: those that cannot change meaning at once, the others as questions. With `expand` it
 * writes short hashes in full and fixes nothing.
 * @throws Refusal when both a rule and `expand` are asked for, there is no such rule, or the plan cannot be applied.
 */
export async function fix(
  world: World,
  terminal: Terminal,
  { rule, expand, ...options }: FixOptions,
): Promise<number> {
  if (expand && rule !== null)
    throw new Refusal('--expand writes hashes in full and fixes nothing: leave out --rule.');
  const asked = rule === null ? null : ruleNamed(rule).id;
  const here = await findRoot(world);
  await beginWriting(world, terminal, here.root, options.dryRun || options.json);
  const { compiled } = await readRecordAt(world, terminal, here);
  const { findings, graph, bytesOf } = compiled;
  const oidOf = async (path: string) => graph.byPath.get(path)?.draft?.oid ?? blobId(await bytesOf(path));
  const plan = await (expand ? expandPlan(graph, oidOf) : fixPlan({ findings, rule: asked, oidOf }));
  if (touchedPaths(plan).length === 0 && !options.json) {
    await terminal.out(`${expand ? 'No short hash was found to be a commit' : nothingFixable(asked)}.\n`);
    return 0;
  }
  return runPlan(world, terminal, here, plan, options);
}

function nothingFixable(rule: string | null): string {
  return rule === null ? 'Nothing that was found has a fix' : `Nothing that ${rule} found has a fix`;
}
