import type { LaneDeclaration, LanesConfig, ProcessIdentity, World } from '../../types.ts';
import type { LaneEvent, Place } from './event.ts';
import type { LaneState } from './state.ts';
import type { Certainty, Proof, TurnResult } from './turn.ts';

/** An event that was read off a session's raw output, or seen otherwise. */
export interface Observation {
  readonly event: LaneEvent;
  readonly certainty: Certainty;
  readonly from: Place | null;
  /** Milliseconds since 1970 by which it had happened, where it is seen later than that; else it happens now. */
  readonly by?: number;
  /** Texts that belong beside the log: digest → text. */
  readonly bodies?: ReadonlyMap<string, string>;
}

/** What an adapter is and can show. */
export interface Adapter {
  /** What it can prove of a message, best first. */
  readonly proofs: readonly Proof[];
  /** Milliseconds that it waits for proof before the delivery is unknown. */
  readonly patience: number;
  /** Whether a person can look on and type. */
  readonly watched: boolean;
  /** What stands in the way of using it here. */
  readonly missing: () => Promise<readonly Missing[]>;
  /** Starts the process of a generation, and says who it is. */
  readonly start: (
    start: Start,
  ) => Promise<{ readonly process: ProcessIdentity; readonly tmux: string | null }>;
  /** Hands over one message. That it returns proves nothing, unless it says that nothing left. */
  readonly send: (state: LaneState, message: Message) => Promise<Sent>;
  readonly answer: (state: LaneState, question: string, answer: string) => Promise<void>;
  readonly interrupt: (state: LaneState) => Promise<void>;
  /** Ends the process and its children; returns when they are gone. */
  readonly stop: (state: LaneState) => Promise<void>;
  /** What the session wrote since; what nobody can make sense of becomes a note. */
  readonly observe: (state: LaneState) => Promise<readonly Observation[]>;
  /** What its terminal shows, and the command by which a person looks on; null without a terminal. */
  readonly screen: (() => Promise<string>) | null;
  readonly attach: readonly string[] | null;
  /** What lies around now: the process, and what the session's own record knows of a message. */
  readonly look: (state: LaneState) => Promise<Look>;
}

/** What this machine lacks for an adapter, in a sentence. */
export interface Missing {
  readonly code: 'agent_missing' | 'sandbox_unavailable';
  readonly message: string;
}

/** What came of handing a message over. */
export interface Sent {
  /** What a person had written there, and that was replaced; null for nothing. */
  readonly draft: string | null;
  /** Why nothing left, for certain; null when it may have. */
  readonly unsent: string | null;
}

export interface Start {
  readonly lane: LaneDeclaration;
  readonly generation: number;
  /** Null: the program names it. */
  readonly session: string | null;
  /** Whether there is a record of the session to go on with; without one, it begins by that name. */
  readonly resume: boolean;
}

export interface Message {
  readonly id: string;
  readonly text: string;
}

/** A look around, with no memory: events only say that it is time to look. */
export interface Look {
  /** The process of the lane's generation, as it said itself; null where none runs. */
  readonly process: ProcessIdentity | null;
  /** Null: it cannot be told from here. */
  readonly alive: boolean | null;
  /** The last line that a process which is gone wrote for people; null without one. */
  readonly said: string | null;
  /** Milliseconds since 1970 of the session's last sign; null without one. */
  readonly sign: number | null;
  /** The session's own record: whole, cut off in its last line, of another session, or not there. */
  readonly transcript: 'whole' | 'torn' | 'other' | 'missing';
  /** Whether it holds the message on its way; null when it cannot be told. */
  readonly holds: boolean | null;
  /** What the session says that it does; null where it was not asked, or does not tell. */
  readonly doing: 'busy' | 'idle' | 'waiting' | null;
  /** What it says of how the current turn ended; null when it says nothing. */
  readonly result: { readonly result: TurnResult; readonly bodies: ReadonlyMap<string, string> } | null;
}

/** What an adapter is made for. */
export interface Setting {
  readonly world: World;
  readonly lane: LaneDeclaration;
  readonly config: LanesConfig;
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  /** Absolute folder of the lane's log. */
  readonly folder: string;
  /** Absolute folder that the session works in. */
  readonly cwd: string;
}
