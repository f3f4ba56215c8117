import { parseVersion } from '../../parse/version.ts';
import type { AcceptedPlace } from '../../plan/bump/places.ts';
import { bump as planBump } from '../../plan/bump.ts';
import { fillTemplate } from '../../plan/fill.ts';
import type { VersionPart } from '../../plan/versions/next.ts';
import { Refusal } from '../../refusal.ts';
import type { Version, World } from '../../types.ts';
import { localDay } from '../day.ts';
import { namedNote } from '../named-note.ts';
import { noteTemplate, statusBegun } from '../note-template.ts';
import { type PlanRunOptions, runNotePlan } from '../plan/run.ts';
import { planView } from '../plan/view.ts';
import { findRoot } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { type CycleOptions, cycleFor } from './cycle.ts';
import { parallelMerge, type Side } from './keep.ts';

interface BumpCommandOptions extends PlanRunOptions, CycleOptions {
  /** Path, file name or id. */
  readonly note: string;
  readonly step: VersionPart;
  /** A version in place of the step. */
  readonly to: string | null;
  readonly accept: AcceptedPlace | null;
  /** Text for the section about what changed. */
  readonly changes: string | null;
  /** In a merge of two branches that both made this version: the side that keeps it, the other one is bumped. */
  readonly keep: Side | null;
}

const TEMPLATE = 'plans/changes.md';

/** Makes the next version of a note. Exit code 0, also when questions stay open. @throws Refusal when it cannot. */
export async function bump(world: World, terminal: Terminal, options: BumpCommandOptions): Promise<number> {
  const merge =
    options.keep === null ? null : await parallelMerge(world, await findRoot(world), options.keep);
  const { here, view } = await planView(merge?.world ?? world, terminal, options.dryRun || options.json);
  const document = namedNote(here, view.graph, options.note);
  const template = (await noteTemplate(world, here.root, TEMPLATE)) ?? '';
  const cycle = await cycleFor(here, view, terminal, document, options);
  const plan = await planBump(view, document, {
    to: options.to === null ? options.step : versionOf(options.to),
    accept: options.accept,
    date: localDay(world.now()),
    begins: await statusBegun(world, here.root, document.kind),
    cycle: cycle && { ...cycle, what: options.changes },
    changes: (from, to, words) =>
      fillTemplate(TEMPLATE, template, {
        from,
        to,
        changes: options.changes,
        cycle: words,
        parallel: merge !== null,
      }),
  });
  return runNotePlan(world, terminal, here, merge?.settled(plan) ?? plan, options);
}

function versionOf(text: string): Version {
  const version = /^v?\d+([._]\d+){1,2}$/.test(text) ? parseVersion(text) : null;
  if (version === null)
    throw new Refusal(`${JSON.stringify(text)} is no version: write one such as 0.4 or 0.4.1.`);
  return version;
}
