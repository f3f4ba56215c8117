import { missingProbes } from '../../lane/after/probes.ts';
import type { LaneContext } from '../../lane/context.ts';
import { looked } from '../../lane/operations/looking.ts';
import { type TurnReport, turnReports } from '../../lane/operations/report.ts';
import { exitOfOpen } from '../../lane/outcome.ts';
import { measuredOf } from '../../lane/telling.ts';
import { LaneTrouble } from '../../lane/trouble.ts';
import { type TurnResultParts, turnResultPlan } from '../../plan/turn/result.ts';
import type { World } from '../../types.ts';
import { localDay } from '../day.ts';
import { neededTemplate } from '../note-template.ts';
import { runNotePlan } from '../plan/run.ts';
import { planView } from '../plan/view.ts';
import type { Terminal } from '../terminal.ts';
import { takeEvidence } from './evidence.ts';

/** What a lane writes into the record, and how. */
export interface LaneWriting {
  readonly lane: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly commit: boolean;
}

/**
 * Writes the note of what a turn came to (the last one without a number), after its evidence was taken; once the turn
 * is reviewed, puts the judgement into that note. Exit code 0.
 * @throws LaneTrouble when the lane has had no such turn, or it is not over.
 */
export async function writeResult(
  world: World,
  terminal: Terminal,
  context: LaneContext,
  { lane, turn, ...options }: LaneWriting & { readonly turn: number | null },
): Promise<number> {
  const state = await looked(context, lane);
  await takeEvidence(world, terminal, context, lane);
  const report = (await turnReports(context, lane, turn)).at(-1);
  if (report === undefined || report.turn.result === null || report.turn.changes === null) {
    const told = `The turn of lane ${lane} is not over: slop lane status ${lane} tells what it does.`;
    throw new LaneTrouble('waiting', exitOfOpen(state), told);
  }
  const { here, view } = await planView(world, terminal, options.dryRun || options.json);
  const phase = view.graph.byPath.get(report.turn.request.path)?.phase ?? report.opened.phase;
  const plan = await turnResultPlan(view, {
    ...partsOf(report),
    template: await neededTemplate(world, here.root, 'notes/turn-result.md'),
    phase,
    author: (await here.repository?.author()) ?? null,
    date: localDay(world.now()),
  });
  return runNotePlan(world, terminal, here, plan, { ...options, answers: null });
}

const NOT_RUN = { receipt: null, result: null, why: 'it was not run', tail: null };

function partsOf({
  lane,
  session,
  turn,
  prompt,
  answer,
  list,
  evidence,
}: TurnReport): Omit<TurnResultParts, 'template' | 'phase' | 'author' | 'date'> {
  const { request, result, changes, base } = turn;
  return {
    lane,
    number: turn.number,
    id: turn.id,
    session,
    kind: request.kind,
    from: { path: request.path, commit: request.commit },
    digest: request.digest,
    prompt,
    answer,
    end: result?.end ?? 'unknown',
    code: result?.code ?? null,
    message: result?.message ?? null,
    stale: turn.stale,
    began: turn.began,
    ended: turn.ended,
    cost: result?.cost ?? null,
    base: base?.oid ?? null,
    head: changes?.head ?? null,
    crossed: changes === null || changes.why !== null ? null : changes.crossed > 0,
    untold: changes?.why ?? null,
    made: list?.commits ?? [],
    changed: list?.paths ?? [],
    evidence: [
      ...evidence.map(({ probe, receipt, why, output }) => ({
        probe,
        receipt,
        result: receipt === null || why !== null ? null : measuredOf(receipt),
        why,
        tail: output,
      })),
      ...missingProbes(turn).map((probe) => ({ probe, ...NOT_RUN })),
    ],
    checks: request.evidence.checks,
    review: turn.review,
  };
}
