import { counted } from '../../parse/in-threes.ts';
import type { Config } from '../../types.ts';
import { act } from '../act.ts';
import { failedProbes, missingProbes, owedProbes } from '../after/probes.ts';
import { exits } from '../codes.ts';
import { type LaneContext, openLane, settingsAt } from '../context.ts';
import { deed } from '../deed.ts';
import { digestOf } from '../digest.ts';
import { currentState } from '../log/current.ts';
import { LaneTrouble } from '../trouble.ts';
import type { LaneState, TurnEvidence, TurnState } from '../types.ts';

/** Characters of a probe's output that are kept. */
const TAIL = 4000;

/** What is to be measured behind a turn. */
export interface WantedEvidence {
  /** Id and number of the turn, and id of its note. */
  readonly turn: string;
  readonly number: number;
  readonly note: string;
  /** Absolute folder of the lane's log, and that in which its session works. */
  readonly folder: string;
  readonly cwd: string;
  /** Commit that the turn left; null for none. */
  readonly head: string | null;
  /** As slop.yaml was published when the turn was sent: a turn does not choose what measures it. */
  readonly settings: Config;
  /** Names of probes that were not run yet. */
  readonly probes: readonly string[];
}

/** What the last turn of a lane still has to show; null for nothing, and while a person must look first. */
export async function wantedEvidence(context: LaneContext, name: string): Promise<WantedEvidence | null> {
  const lane = await openLane(context, name);
  const { turn, status } = (await currentState(lane.world, lane.folder, name)).state;
  if (turn === null || turn.changes === null || turn.base === null || status === 'quarantined') return null;
  const probes = owedProbes(turn);
  const repository = await context.repository();
  if (probes.length === 0 || repository === null) return null;
  const where = `when turn ${turn.number} of lane ${name} was sent`;
  return {
    turn: turn.id,
    number: turn.number,
    note: turn.request.note,
    folder: lane.folder,
    cwd: lane.cwd,
    head: turn.changes.head,
    settings: await settingsAt({ ...context, repository }, turn.base.settings, where),
    probes,
  };
}

/** Keeps what a probe came to, with the end of its output. */
export async function keepEvidence(
  context: LaneContext,
  name: string,
  turn: string,
  { output, ...evidence }: Omit<TurnEvidence, 'tail'> & { readonly output: string },
): Promise<void> {
  const lane = await openLane(context, name);
  const text = output.slice(-TAIL);
  const tail = text === '' ? null : digestOf(text);
  const bodies = new Map(tail === null ? [] : [[tail, text]]);
  await act(lane, `evidence of ${evidence.probe}`, () => [
    deed({ type: 'evidence.taken', turn, evidence: { ...evidence, tail } }, bodies),
  ]);
}

/** Refuses to call a turn accepted before what its note asks for was measured. */
export function refuseUnproven({ lane, status, turn }: LaneState): void {
  const owed = turn === null ? [] : owedProbes(turn);
  if (owed.length === 0) return;
  // What a session did that somebody is to look at first is not run before that.
  const way =
    status === 'quarantined'
      ? `slop lane resume ${lane} --clear "…" ends the quarantine and runs that`
      : `slop lane result ${lane} --write runs that`;
  const told = `Turn ${turn?.number} of lane ${lane} has not shown what its note asks for (${owed.join(', ')}): ${way}, or give another verdict.`;
  throw new LaneTrouble('evidence_missing', exits.notReady, told);
}

/** Says what speaks against a turn that is accepted all the same; '' for nothing. */
export function acceptedAlthough(turn: TurnState): string {
  const { changes, stale } = turn;
  const missing = missingProbes(turn);
  const failed = failedProbes(turn);
  const crossed = changes?.crossed ?? 0;
  const against = [
    ...(missing.length === 0 ? [] : [`${missing.join(', ')} did not run`]),
    ...(failed.length === 0 ? [] : [`${failed.join(', ')} did not succeed`]),
    ...(crossed === 0
      ? []
      : [`${counted(crossed, 'path was', 'paths were')} changed that it was not to change`]),
    ...(stale ? ['its note was edited after it was sent'] : []),
  ];
  return against.length === 0 ? '' : `Accepted although ${against.join(', and ')}.\n`;
}
