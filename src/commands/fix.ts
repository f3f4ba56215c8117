import { compile } from '../compile.ts';
import { satteriEngine } from '../parse/markdown/satteri.ts';
import { fixPlan } from '../plan/fix.ts';
import { touchedPaths } from '../plan/plan.ts';
import { loadProject } from '../project.ts';
import { blobId } from '../read/blob.ts';
import type { World } from '../types.ts';
import { type PlanRunOptions, runPlan } from './plan-run.ts';
import { findRoot } from './root.ts';
import { ruleNamed } from './rule-named.ts';
import type { Terminal } from './terminal.ts';
import { beginWriting } from './unfinished.ts';

export interface FixOptions extends PlanRunOptions {
  /** An id, or the part of one after its slash; null for all rules. */
  readonly rule: string | null;
}

/**
 * Applies the fixes of findings: those that cannot change meaning at once, the others as questions.
 * @throws Refusal when there is no such rule, or the plan cannot be applied.
 */
export async function fix(
  world: World,
  terminal: Terminal,
  { rule, ...options }: FixOptions,
): Promise<number> {
  const asked = rule === null ? null : ruleNamed(rule).id;
  const here = await findRoot(world);
  await beginWriting(world, terminal, here.root, options.dryRun || options.json);
  const project = await loadProject(world, here.root);
  terminal.progress('reading the record');
  const { findings, graph, bytesOf } = await compile(world, project, satteriEngine);
  terminal.progress('');
  const input = { findings, rule: asked };
  const paths = touchedPaths(fixPlan({ ...input, oidOf: () => '' }));
  const read = async (path: string): Promise<readonly [string, string]> => {
    const oid = graph.byPath.get(path)?.draft?.oid;
    return [path, oid === undefined ? blobId(await bytesOf(path)) : oid];
  };
  const oids = new Map(await Promise.all(paths.map(read)));
  const plan = fixPlan({ ...input, oidOf: (path) => oids.get(path) ?? '' });
  if (paths.length === 0 && !options.json) {
    await terminal.out(
      asked === null ? 'Nothing that was found has a fix.\n' : `Nothing that ${asked} found has a fix.\n`,
    );
    return 0;
  }
  return runPlan(world, terminal, here, plan, options);
}
