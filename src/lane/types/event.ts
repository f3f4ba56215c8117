import type { LaneDeclaration, ProcessIdentity } from '../../types.ts';
import type { LaneState } from './state.ts';
import type {
  Certainty,
  FrozenRequest,
  Proof,
  TurnBase,
  TurnChanges,
  TurnEvidence,
  TurnResult,
  Verdict,
} from './turn.ts';

/** What happens to a lane. */
export type LaneEvent =
  | {
      readonly type: 'lane.declared';
      readonly declaration: LaneDeclaration;
      readonly opened: LaneState['opened'];
      /** Absolute folder of slop.yaml in the work tree that its session works in; older lines have none. */
      readonly root?: string;
    }
  /** About to start a process for the session; `resume`: the session exists. */
  | { readonly type: 'start.intent'; readonly session: string | null; readonly resume: boolean }
  | { readonly type: 'start.process'; readonly process: ProcessIdentity; readonly tmux: string | null }
  | { readonly type: 'start.ready'; readonly session: string; readonly transcript: string | null }
  | { readonly type: 'start.failed'; readonly code: string; readonly message: string }
  | { readonly type: 'session.adopted'; readonly session: string; readonly transcript: string }
  | {
      readonly type: 'turn.claimed';
      readonly id: string;
      readonly request: FrozenRequest;
      readonly base: TurnBase | null;
    }
  /** About to send: on disk before anything leaves. `recorded`: bytes of the session's own record by then. */
  | {
      readonly type: 'send.intent';
      readonly message: string;
      readonly what: Sending;
      readonly recorded: number;
    }
  /** The session has the message. `digest`: of the text that it showed; null where it shows none. */
  | {
      readonly type: 'send.accepted';
      readonly message: string;
      readonly by: Proof;
      readonly digest: string | null;
    }
  /** Nothing proves that the message arrived, or that it did not. */
  | { readonly type: 'send.unproven'; readonly message: string; readonly why: string }
  /** Proven not to have arrived: it may be sent again. */
  | { readonly type: 'send.disproved'; readonly message: string; readonly by: Proof; readonly why: string }
  /**
   * `message`: which message it answers; null where the session does not say, as for what follows from work in the
   * background. `spent`: US dollars of the process so far, by its own count.
   */
  | {
      readonly type: 'turn.ended';
      readonly message: string | null;
      readonly result: TurnResult;
      readonly spent: number | null;
    }
  /** How many tasks the session has in the background. */
  | { readonly type: 'tasks.changed'; readonly running: number }
  /** The session works on what came back of itself, by its own name for that; null: it is done with it. */
  | { readonly type: 'late.changed'; readonly work: string | null }
  /** What the turn that ended has changed, by Git. */
  | { readonly type: 'changes.found'; readonly turn: string; readonly changes: TurnChanges }
  /** What a probe came to, of those that the note of the turn asks for. */
  | { readonly type: 'evidence.taken'; readonly turn: string; readonly evidence: TurnEvidence }
  | { readonly type: 'turn.settled' }
  | { readonly type: 'turn.silent'; readonly since: string }
  | { readonly type: 'turn.sign' }
  | { readonly type: 'turn.stale'; readonly oid: string | null }
  | {
      readonly type: 'question.asked';
      readonly id: string;
      readonly kind: string;
      readonly text: string;
    }
  /** Answered: by slop, which then hands it over, or by whoever looks on. */
  | {
      readonly type: 'question.settled';
      readonly id: string;
      readonly answer: string;
      readonly by: 'slop' | 'session';
    }
  /** The session cannot go on: a limit, a lost login, a full context. */
  | {
      readonly type: 'turn.blocked';
      readonly code: string;
      readonly message: string;
      readonly reset: number | null;
    }
  /** The session told when its usage limit ends. */
  | { readonly type: 'limit.told'; readonly reset: number }
  /** A blocked lane goes on later: another lane of its account found the limit still on. */
  | { readonly type: 'wait.moved'; readonly wake: number | null }
  /** The clock was put on, or the machine slept: nobody lived through that time, which ends here. */
  | { readonly type: 'time.lost'; readonly milliseconds: number }
  | { readonly type: 'interrupt.intent' }
  | { readonly type: 'stop.intent' }
  | { readonly type: 'session.gone'; readonly how: string }
  | { readonly type: 'doubt'; readonly code: string; readonly message: string }
  | { readonly type: 'doubt.cleared'; readonly why: string }
  | { readonly type: 'turn.reviewed'; readonly turn: number; readonly verdict: Verdict; readonly why: string }
  /** Kept for a person to read: it changes nothing. */
  | { readonly type: 'note'; readonly code: string; readonly message: string; readonly body: string | null };

/** What a message is: the prompt of the turn, or the words by which it goes on. */
export type Sending = 'prompt' | 'continuation';

/** Where in the session's raw output an event was read: its end there, so that nothing is read twice. */
export interface Place {
  readonly file: string;
  readonly end: number;
}

/** One line of events.jsonl. */
export interface Entry {
  readonly schema: 1;
  /** From 1, without a gap. */
  readonly seq: number;
  /** SHA-256 of the line before, without its line feed; '' in the first. */
  readonly prev: string;
  /** ISO 8601; never earlier than the line before, whatever the clock says. */
  readonly time: string;
  readonly lane: string;
  readonly generation: number;
  readonly turn: number | null;
  readonly certainty: Certainty;
  readonly from: Place | null;
  readonly event: LaneEvent;
}

/** Something that `step` wants done; the log has its reason already. */
export type Order =
  | {
      readonly type: 'start';
      readonly generation: number;
      readonly session: string | null;
      readonly resume: boolean;
    }
  | { readonly type: 'send'; readonly message: string; readonly what: Sending }
  | { readonly type: 'answer'; readonly question: string; readonly answer: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'stop' };
