import { changeListOf } from '../after/list.ts';
import { exits } from '../codes.ts';
import type { LaneContext } from '../context.ts';
import { readBody } from '../log/bodies.ts';
import { LaneTrouble } from '../trouble.ts';
import type { ChangeList, LaneState, TurnEvidence, TurnState } from '../types.ts';
import { loggedFolder } from '../work-folder.ts';
import { turnStates } from './looking.ts';

/** All that is known of a turn, with the texts that lie beside the log. */
export interface TurnReport {
  readonly lane: string;
  readonly session: string | null;
  readonly opened: LaneState['opened'];
  /** Absolute folder that it worked in; null where its log does not say. */
  readonly cwd: string | null;
  readonly turn: TurnState;
  readonly prompt: string | null;
  readonly answer: string | null;
  /** Null until the turn is over, and where Git could not tell. */
  readonly list: ChangeList | null;
  readonly evidence: readonly (TurnEvidence & { readonly output: string | null })[];
}

/**
 * Tells of turns of a lane, oldest first; of one where its number is given.
 * @throws LaneTrouble when the lane has had no such turn.
 */
export async function turnReports(
  context: LaneContext,
  name: string,
  number: number | null = null,
): Promise<readonly TurnReport[]> {
  const { folder, states } = await turnStates(context, name);
  const wanted = states.filter(({ turn }) => number === null || turn.number === number);
  if (folder === null || wanted.length === 0) {
    const which = number === null ? 'turn' : `turn ${number}`;
    throw new LaneTrouble('not_launched', exits.notReady, `Lane ${name} has had no ${which}.`);
  }
  const body = (digest: string | null) => (digest === null ? null : readBody(context.world, folder, digest));
  return Promise.all(
    wanted.map(async ({ state, turn }) => ({
      lane: name,
      session: state.session,
      opened: state.opened,
      cwd: loggedFolder(state, folder),
      turn,
      prompt: await body(turn.request.digest),
      answer: await body(turn.result?.answer ?? null),
      list: await changeListOf(context.world, folder, turn),
      evidence: await Promise.all(
        turn.evidence.map(async (one) => ({ ...one, output: await body(one.tail) })),
      ),
    })),
  );
}
