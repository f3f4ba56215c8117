import { fillTemplate } from '../../plan/fill.ts';
import { planOf } from '../../plan/plan.ts';
import { loadProject } from '../../project.ts';
import type { LaneDeclaration, Plan, World } from '../../types.ts';
import { neededTemplate } from '../note-template.ts';
import { type PlanRunOptions, runPlan } from '../plan/run.ts';
import { findRoot } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { beginWriting } from '../unfinished.ts';

/** A file that a session reads, and the template it begins as. */
interface Wanted {
  /** From the root. */
  readonly path: string;
  readonly template: string;
  readonly agent: string;
}

/**
 * Writes what sessions of lanes read where they work: a definition of each lane's agent, and AGENTS.md and CLAUDE.md
 * beside slop.yaml. What is there already stays as it is, so a second run changes nothing. Exit code 0.
 * @throws Refusal outside of a record, or when a template is missing.
 */
export async function laneInit(
  world: World,
  terminal: Terminal,
  options: Omit<PlanRunOptions, 'answers'>,
): Promise<number> {
  const here = await findRoot(world);
  await beginWriting(world, terminal, here.root, options.dryRun || options.json);
  const { config } = await loadProject(world, here.root);
  const plan = await planFiles(world, here.root, config.lanes.declared);
  return runPlan(world, terminal, here, plan, { ...options, answers: null });
}

async function planFiles(world: World, root: string, declared: readonly LaneDeclaration[]): Promise<Plan> {
  const writes: { path: string; text: string }[] = [];
  const remarks: string[] = [];
  for (const { path: place, template, agent } of wantedFor(declared)) {
    if ((await world.files.stat(`${root}/${place}`)) !== null) {
      remarks.push(`${place} is there already, and stays as it is.`);
      continue;
    }
    const { name, text } = await neededTemplate(world, root, `lanes/${template}`);
    writes.push({
      path: place,
      text: fillTemplate(name, text, { agent }),
    });
  }
  if (declared.length === 0)
    remarks.push('slop.yaml declares no lane yet: add one under lanes.declared, and publish that.');
  const base = Object.fromEntries(writes.map(({ path: place }) => [place, null]));
  return planOf({ title: 'what sessions of lanes read', base, writes, remarks });
}

/** Sessions find their agent from any folder below. */
function wantedFor(declared: readonly LaneDeclaration[]): readonly Wanted[] {
  const agents = new Set(declared.length > 0 ? declared.map(({ agent }) => agent) : ['developer']);
  return [
    ...[...agents].map((agent) => ({ path: `.claude/agents/${agent}.md`, template: 'developer.md', agent })),
    { path: 'AGENTS.md', template: 'AGENTS.md', agent: '' },
    { path: 'CLAUDE.md', template: 'CLAUDE.md', agent: '' },
  ];
}
