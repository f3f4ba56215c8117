import { absorb as planAbsorb } from '../plan/absorb.ts';
import type { AcceptedPlace } from '../plan/bump/places.ts';
import { fillTemplate } from '../plan/fill.ts';
import type { World } from '../types.ts';
import { localDay } from './day.ts';
import { namedNote } from './named-note.ts';
import { noteTemplate, statusBegun } from './note-template.ts';
import { type PlanRunOptions, runNotePlan } from './plan/run.ts';
import { planView } from './plan/view.ts';
import type { Terminal } from './terminal.ts';

interface AbsorbCommandOptions extends PlanRunOptions {
  /** Path, file name or id of a manifest or queue. */
  readonly note: string;
  readonly accept: AcceptedPlace | null;
}

const ABSORBED = 'plans/absorbed.md';
const CHANGES = 'plans/changes.md';

/**
 * Makes the next version of a manifest or queue, filled in with what came since. Exit code 0, also when questions
 * stay open.
 * @throws Refusal when it is no such note, or nothing came.
 */
export async function absorb(
  world: World,
  terminal: Terminal,
  options: AbsorbCommandOptions,
): Promise<number> {
  const { here, view } = await planView(world, terminal, options.dryRun || options.json);
  const document = namedNote(here, view.graph, options.note);
  const absorbed = (await noteTemplate(world, here.root, ABSORBED)) ?? '';
  const template = (await noteTemplate(world, here.root, CHANGES)) ?? '';
  const plan = await planAbsorb(view, document, {
    accept: options.accept,
    date: localDay(world.now()),
    begins: await statusBegun(world, here.root, document.kind),
    changes: (from, to, said) => fillTemplate(CHANGES, template, { from, to, changes: said }),
    words: (groups) => fillTemplate(ABSORBED, absorbed, { groups }).trim(),
  });
  return runNotePlan(world, terminal, here, plan, options);
}
