import type { LaneContext } from '../../lane/context.ts';
import { looked } from '../../lane/operations/looking.ts';
import { turnReports } from '../../lane/operations/report.ts';
import { exitOfOpen } from '../../lane/outcome.ts';
import { isSettling } from '../../lane/state/stepping.ts';
import { LaneTrouble } from '../../lane/trouble.ts';
import type { HandedHead, HandedTurn } from '../../plan/turn/handed.ts';
import { handoffPlan } from '../../plan/turn/handoff.ts';
import { OWN } from '../../read/repositories.ts';
import type { World } from '../../types.ts';
import { localDay } from '../day.ts';
import { neededTemplate } from '../note-template.ts';
import { runNotePlan } from '../plan/run.ts';
import { planView } from '../plan/view.ts';
import type { Terminal } from '../terminal.ts';
import { runProbe } from '../verify/probes.ts';
import { measuredIn, otherTree } from './lane-tree.ts';
import type { LaneWriting } from './result.ts';

/**
 * Writes the note that hands a lane on: from its log, from Git, from the record, and from probes that are run now: those
 * that its turns were asked to show, or all that count something. Exit code 0.
 * @throws LaneTrouble when the lane has had no turn, or one is under way.
 */
export async function writeHandoff(
  world: World,
  terminal: Terminal,
  context: LaneContext,
  { lane, ...options }: LaneWriting,
): Promise<number> {
  const state = await looked(context, lane);
  const reports = await turnReports(context, lane);
  const last = reports.at(-1);
  const isAtWork = state.status === 'settling' || isSettling(state);
  if (last === undefined || last.turn.result === null || isAtWork) {
    const told = `Lane ${lane} is not done with its work: slop lane status ${lane} tells what it does.`;
    throw new LaneTrouble('waiting', exitOfOpen(state), told);
  }
  const { here, compiled, view } = await planView(world, terminal, options.dryRun || options.json);
  const template = await neededTemplate(world, here.root, 'notes/handoff.md');
  const turns = reports.map(
    ({ turn }): HandedTurn => ({
      number: turn.number,
      path: turn.request.path,
      end: turn.result?.end ?? 'unknown',
      changed: turn.changes?.paths ?? 0,
      crossed: (turn.changes?.crossed ?? 0) > 0,
      review: turn.review,
      probes: turn.request.evidence.probes,
    }),
  );
  const asked = new Set(turns.flatMap(({ probes }) => probes));
  const tree = await otherTree(world, here, last.cwd);
  const own = await measuredIn(here, tree);
  const baselines = [];
  for (const probe of compiled.config.probes) {
    if (asked.size > 0 ? !asked.has(probe.name) : probe.output === 'exit') continue;
    const run = await runProbe(world, terminal, compiled, probe, { notes: [], own });
    baselines.push({ probe: probe.name, ...run });
  }
  const plan = handoffPlan(view, {
    template,
    lane,
    session: last.session,
    phase: view.graph.byPath.get(last.turn.request.path)?.phase ?? last.opened.phase,
    author: (await here.repository?.author()) ?? null,
    date: localDay(world.now()),
    turns,
    heads: await headsOf(world, [
      [OWN, here.root],
      ...(tree === null ? [] : [[`lane ${lane}`, tree.root] as const]),
      ...[...compiled.clones].map(([name, { folder }]) => [name, folder] as const),
    ]),
    baselines,
  });
  return runNotePlan(world, terminal, here, plan, { ...options, answers: null });
}

/** Where work trees stand, by name and folder; a clone without a work tree stands nowhere. */
async function headsOf(
  world: World,
  folders: readonly (readonly [string, string])[],
): Promise<readonly HandedHead[]> {
  const heads = folders.map(async ([repository, folder]): Promise<readonly HandedHead[]> => {
    const found = await world.workTrees.working(folder).catch(() => null);
    if (found === null || found.oid === null) return [];
    const { oid, branch, uncommitted } = found;
    const branches = (await (await world.git.find(folder))?.heads())?.commits;
    const published = branch !== null && branches?.get(branch) === oid;
    return [{ repository, branch, oid, clean: uncommitted.size === 0, published }];
  });
  return (await Promise.all(heads)).flat();
}
