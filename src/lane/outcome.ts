import type { World } from '../types.ts';
import { type Code, type CodeFacts, codes, exits } from './codes.ts';
import type { Lane } from './lane.ts';
import { goesOnAlone } from './limits.ts';
import { resultOf } from './log/projections.ts';
import { isSettling } from './state/stepping.ts';
import type { LaneState } from './types.ts';

/** What a command of `slop lane` came to. */
export interface Outcome {
  readonly exit: number;
  /** One document for `--json`; `schemaVersion` and slop's version are put before it. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Data for standard output. */
  readonly text: string;
  /** Words for standard error; '' for none. */
  readonly aside: string;
  /** What a person is to be told before them, a sentence each. */
  readonly remarks?: readonly string[];
  /** Probes that are still to be run behind its turn. */
  readonly owed?: readonly string[];
}

/** Exit code of a lane that a command leaves as it is. */
export function exitOf(state: LaneState): number {
  switch (state.status) {
    case 'delivery-unknown':
      return exits.deliveryUnknown;
    case 'requires-action':
      return exits.asks;
    case 'blocked':
      return state.block?.code === 'claude_usage_limit' ? exits.limit : exits.blocked;
    case 'quarantined':
      return exits.quarantined;
    case 'lost':
      return exits.lost;
    case 'failed':
      return state.reason === 'first_run' ? exits.asks : exits.machine;
    default:
      return 0;
  }
}

/** Exit code of a turn that was waited for: one behind whose end more may come has not said its last yet. */
export function exitOfTurn(state: LaneState): number {
  const end = state.turn?.result?.end;
  if (end === 'finished') return exitOf(state) || (isSettling(state) ? exits.waiting : 0);
  if (end === 'cancelled') return exits.cancelled;
  if (end !== undefined) return exits.failed;
  return exitOfOpen(state);
}

/** Exit code of a turn that is not over: what never left, or was cut off, goes on only when somebody says so. */
export function exitOfOpen(state: LaneState): number {
  const rests = state.status === 'idle' || state.status === 'stopped';
  return exitOf(state) || (rests ? exits.notReady : exits.waiting);
}

/** Whether nothing more comes of a turn by waiting for it. */
export function isOver(lane: Pick<Lane, 'config'>, state: LaneState): boolean {
  switch (state.status) {
    case 'starting':
    case 'delivering':
    case 'running':
    case 'settling':
    case 'stopping':
    case 'suspect':
      return false;
    case 'blocked':
      return !goesOnAlone(lane, state);
    default:
      return true;
  }
}

/** What a code means and what to do, for a person; '' for what is no code. */
export function adviceFor(code: string | null): CodeFacts | null {
  return code !== null && Object.hasOwn(codes, code) ? codes[code as Code] : null;
}

/** The result of a lane's turn for `--json`. */
export async function turnJson(
  world: Pick<World, 'files'>,
  folder: string,
  state: LaneState,
): Promise<Readonly<Record<string, unknown>>> {
  const { status, reason, certainty } = state;
  const common = { lane: state.lane, status, reason, certainty, sid: state.session };
  if (state.turn === null) return { ...common, turn: null };
  return { ...(await resultOf(world, folder, state, state.turn)), ...common };
}
