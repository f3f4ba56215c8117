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

/** What a lane waits for before it goes on in the same session. */
export interface LaneWait {
  /** Milliseconds since 1970 at which the limit ends; null when nobody named it. */
  readonly reset: number | null;
  /** When slop goes on: after the reset; null: only when a person says so. */
  readonly wake: number | null;
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
  readonly declaration: LaneDeclaration | null;
  readonly session: string | null;
  /** Counts the processes that the session has had; from 1. */
  readonly generation: number;
  readonly process: ProcessIdentity | null;
  /** Absolute path of the session's own record. */
  readonly transcript: string | null;
  /** Name of the tmux session; null for other adapters. */
  readonly tmux: string | null;
  readonly turn: TurnState | null;
  readonly wait: LaneWait | null;
  /** The question that the session asks; null without one. */
  readonly question: { readonly id: string; readonly kind: string; readonly text: string } | null;
  readonly totals: { readonly turns: number; readonly milliseconds: number; readonly cost: number };
  /** Bytes of each raw file of the session that the log has taken in. */
  readonly read: Readonly<Record<string, number>>;
  /** When the lane was launched first, and what phase and audit opened it. */
  readonly created: string | null;
  readonly opened: { readonly phase: string | null; readonly audit: number | null };
  readonly oriented: boolean;
  /** Number and digest of the log's last line; 0 and '' for an empty log. */
  readonly seq: number;
  readonly head: string;
  /** When the last event was. */
  readonly at: string | null;
}
