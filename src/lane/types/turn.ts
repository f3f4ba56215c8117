import type { PathChange, Receipt } from '../../types.ts';

/** Whether something was told by the session itself, or concluded from what lies around. */
export type Certainty = 'asserted' | 'inferred';

/** What an adapter can show for a message: what of it proves that the session has it. */
export type Proof =
  /** The session sent the message's id back with its text. */
  | 'echo'
  /** The hook of a submitted prompt showed the text. */
  | 'prompt-hook'
  /** The session's own record on disk has it. */
  | 'transcript'
  /** Whoever hands it over knows that it never left. */
  | 'hand-over'
  /** A person said so. */
  | 'person';

/** One message, made from a note that is committed: what `turn` sends. */
export interface TurnRequest {
  /** Id of the note. */
  readonly note: string;
  /** From the root, as committed. */
  readonly path: string;
  /** Slug of the section that holds the contract; null for a note as a whole, and where there is none. */
  readonly section: string | null;
  /** Git blob id of the note, and the commit and branch that it was read at. */
  readonly oid: string;
  readonly commit: string;
  readonly branch: string;
  /** Which sort of turn it is; null for a kickoff prompt without a contract. */
  readonly kind: string | null;
  /** Globs from the lane's folder of what it may change, within what its lane may; empty: as the lane. */
  readonly allowed: readonly string[];
  /** What it asks for as evidence: probes of slop.yaml by name, and checks that a person makes. */
  readonly evidence: { readonly probes: readonly string[]; readonly checks: readonly string[] };
  /** Normalised: exactly what is sent. */
  readonly prompt: string;
  /** SHA-256 of the prompt's UTF-8 bytes, 64 hex digits. */
  readonly digest: string;
  /** What normalising took away or put in, one line each. */
  readonly changes: readonly string[];
}

/** A request as the log keeps it: the prompt lies beside the log, by its digest. */
export type FrozenRequest = Omit<TurnRequest, 'prompt'> & {
  /** Bytes of the prompt. */
  readonly bytes: number;
  /** Absolute folder of slop.yaml in the work tree that it was sent from; older lines have none. */
  readonly root?: string;
};

/** Why a turn is over; each turn has one. */
export type TurnEnd = 'finished' | 'failed' | 'cancelled' | 'unknown';

export type Verdict = 'accepted' | 'correct' | 'crossed' | 'rerouted';

/** What came back of a turn. */
export interface TurnResult {
  readonly end: TurnEnd;
  /** Code of `codes.ts`; null for a finished turn. */
  readonly code: string | null;
  /** One sentence for a turn that did not finish; null else. */
  readonly message: string | null;
  /** The answer's first words on one line, at most 200 characters; null without one. */
  readonly summary: string | null;
  /** SHA-256 of the answer, which lies beside the log; null without one. */
  readonly answer: string | null;
  /** The number that the session gave the result, from 0; null where it gives none. */
  readonly index: number | null;
  /** US dollars that the turn cost, as the session counts; null where it does not. */
  readonly cost: number | null;
  /** Tools that were denied. */
  readonly denials: readonly string[];
  /** Messages of one turn of the model with its tools. */
  readonly steps: number | null;
}

/** What a turn began from, and what it may change: frozen before it is sent. */
export interface TurnBase {
  /** Commit that the lane's folder stood at; null before the first one. */
  readonly oid: string | null;
  /** SHA-256 of the table of what was not committed, which lies beside the log; null for nothing. */
  readonly uncommitted: string | null;
  /** Commit of the slop.yaml that counts for the turn. */
  readonly settings: string;
  /** Globs from the lane's folder, as slop.yaml had them. */
  readonly allowed: readonly string[];
  readonly protected: readonly string[];
}

/** Why a turn was not to change a path. */
export type Breach =
  /** No turn of the lane may. */
  | 'protected'
  /** It lies outside of what the lane may change. */
  | 'not-allowed'
  /** A turn of its kind changes documents alone. */
  | 'kind';

/** What a turn did to one path. */
export interface ChangedPath {
  /** From the lane's folder; `../` leads out of it. */
  readonly path: string;
  readonly change: PathChange;
  readonly committed: boolean;
  readonly uncommitted: boolean;
  readonly breach: Breach | null;
}

/** All that a turn changed, as it lies beside the log. */
export interface ChangeList {
  /** Newest first. */
  readonly commits: readonly { readonly oid: string; readonly subject: string }[];
  readonly paths: readonly ChangedPath[];
}

/** What a turn changed, in numbers. */
export interface TurnChanges {
  /** Commit that the lane's folder stands at behind it. */
  readonly head: string | null;
  /** Paths that it changed; of them those that are not committed, those that it was not to change, and those protected. */
  readonly paths: number;
  readonly uncommitted: number;
  readonly crossed: number;
  readonly protected: number;
  /** SHA-256 of the `ChangeList`; null where nothing could be told. */
  readonly list: string | null;
  /** Why nothing can be told, in a clause; null else. */
  readonly why: string | null;
}

/** What a probe came to behind a turn, in a clean work tree at its commit. */
export interface TurnEvidence {
  readonly probe: string;
  /** Its path is that of the file that was kept beside slop.yaml; null when the probe was not run. */
  readonly receipt: Receipt | null;
  /** Why nothing was measured, in a clause; null else. */
  readonly why: string | null;
  /** SHA-256 of the end of its output, which lies beside the log; null for none. */
  readonly tail: string | null;
}

/** What a turn has come to, from the one before to the next. */
export interface TurnState {
  /** UUID; the session is sent it as the id of the message. */
  readonly id: string;
  /** From 1, in its lane. */
  readonly number: number;
  readonly request: FrozenRequest;
  readonly phase: 'claimed' | 'delivering' | 'accepted' | 'interrupted' | 'ended' | 'reviewed';
  /** The message on its way or last taken: the prompt (`message` is the turn's id), or a continuation. */
  readonly message: string;
  /** Every message of the turn that left, or may have. */
  readonly sent: readonly string[];
  /** Bytes of the session's own record when the last one left: what it says of that message stands behind them. */
  readonly recorded: number;
  readonly attempts: number;
  /** How often the turn went on after a limit. */
  readonly resumes: number;
  readonly proof: Proof | null;
  /** ISO 8601. */
  readonly began: string;
  readonly ended: string | null;
  readonly result: TurnResult | null;
  /** Whether the session told its end, or it was concluded; null before it. */
  readonly ending: Certainty | null;
  readonly review: { readonly verdict: Verdict; readonly why: string } | null;
  /** The note was edited after it was sent, before its turn was looked at. */
  readonly stale: boolean;
  /** Its session was at work once more behind its review: what that changed is of no turn. */
  readonly workedOn: boolean;
  /** Null where Git did not tell. */
  readonly base: TurnBase | null;
  /** Null until it was looked at, behind the end. */
  readonly changes: TurnChanges | null;
  /** In the order in which it was taken. */
  readonly evidence: readonly TurnEvidence[];
}
