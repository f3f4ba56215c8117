import type { LaneDeclaration, ProcessIdentity } from '../../types.ts';
import type { Certainty, TurnState } from './turn.ts';

export type LaneStatus =
  | 'absent'
  | 'starting'
  | 'idle'
  | 'delivering'
  | 'delivery-unknown'
  | 'running'
  | 'requires-action'
  | 'suspect'
  | 'blocked'
  | 'settling'
  | 'lost'
  | 'quarantined'
  | 'stopping'
  | 'stopped'
  | 'failed';

/** Why the session cannot go on with its turn. */
export interface LaneBlock {
  readonly code: string;
  readonly message: string;
  /** Milliseconds since 1970 at which a limit ends; null when nobody named it. */
  readonly reset: number | null;
  /** When slop goes on in the same session: after the reset. Null: only when a person says so. */
  readonly wake: number | null;
}

/** Something that a session asks. */
export interface Question {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

/** The one state of a lane: the fold of its log. */
export interface LaneState {
  readonly lane: string;
  readonly status: LaneStatus;
  /** Code of `codes.ts`, or what is asked for; null where the status says it all. */
  readonly reason: string | null;
  /** One sentence for a person; null where there is nothing to add. */
  readonly message: string | null;
  readonly certainty: Certainty;
  /** Since when its status and reason are what they are, ISO 8601. */
  readonly since: string | null;
  readonly declaration: LaneDeclaration | null;
  /** Absolute folder of slop.yaml in the work tree that its session works in; null where the log does not say. */
  readonly root: string | null;
  readonly session: string | null;
  /** Counts the processes that the session has had; from 1. */
  readonly generation: number;
  readonly process: ProcessIdentity | null;
  /** Absolute path of the session's own record. */
  readonly transcript: string | null;
  /** Name of the tmux session; null for other adapters. */
  readonly tmux: string | null;
  readonly turn: TurnState | null;
  /** Set while its turn cannot go on, also when the process is gone. */
  readonly block: LaneBlock | null;
  /** Milliseconds since 1970 at which the limit ends that the session last told of. */
  readonly limit: number | null;
  /** What the session asks, in the order in which it told: an answer is for the first, or for what stands in front. */
  readonly questions: readonly Question[];
  /** Tasks that the session has in the background. */
  readonly tasks: number;
  /** What it works on that no message of a turn asked for, by its own name: what came back behind one. Null for nothing. */
  readonly late: string | null;
  /** What the session last said it had cost in all, in US dollars. */
  readonly spent: number;
  readonly totals: { readonly turns: number; readonly milliseconds: number; readonly cost: number };
  /** Bytes of each raw file of the session that the log has taken in. */
  readonly read: Readonly<Record<string, number>>;
  /** When the lane was launched first, and what phase and audit opened it. */
  readonly created: string | null;
  readonly opened: { readonly phase: string | null; readonly audit: number | null };
  readonly oriented: boolean;
  readonly log: LogPlace;
  /** When the last event was, ISO 8601. */
  readonly at: string | null;
}

/** How much of the log a state is the fold of. */
export interface LogPlace {
  /** Number of the last line; 0 for none. */
  readonly seq: number;
  /** Its SHA-256. */
  readonly head: string;
  /** Bytes of the log up to its end, and of the line itself with its line feed. */
  readonly bytes: number;
  readonly line: number;
}
