/** What carries a lane's messages to a session, and brings back what happened. */
export type LaneTransport = 'tmux' | 'stream' | 'fake';

/**
 * What the session may do without being asked: `ask` asks for everything that its own settings do not allow,
 * `edits` changes files unasked, `skip` asks for nothing (`--dangerously-skip-permissions`).
 */
export type LanePermissions = 'ask' | 'edits' | 'skip';

/** A lane, as slop.yaml declares it; every default filled in. */
export interface LaneDeclaration {
  /** Letters, digits, `-` and `_`: a folder is named after it. */
  readonly name: string;
  /** Which of the bounded pieces of work it is for, `develop-1` or `bugfix-2`; its name where nothing is said. */
  readonly slot: string;
  /** Name of the session's agent. */
  readonly agent: string;
  /** Null: what the program takes by itself. */
  readonly model: string | null;
  readonly adapter: LaneTransport;
  /** The program and its first arguments; empty: what the adapter takes by itself. */
  readonly program: readonly string[];
  /** Where the session works, from the root. */
  readonly folder: string;
  /** Branch of a Git work tree of its own, made beside the lane's log; null: it works in `folder`. */
  readonly worktree: string | null;
  /** Globs from its folder of what a turn may change; empty: anything. */
  readonly allowed: readonly string[];
  /** Globs of what no turn may change. */
  readonly protected: readonly string[];
  readonly permissions: LanePermissions;
  readonly budget: LaneBudget;
  /** Names of environment variables that the session gets beside the few that every program needs. */
  readonly pass: readonly string[];
  /** Lanes of one account wait for its usage limit together. */
  readonly account: string;
  /** The file that says what a fake agent does, from the root; null: it answers every message. */
  readonly script: string | null;
}

/** Null: no bound. */
export interface LaneBudget {
  readonly turns: number | null;
  /** Of all turns together, without what they wait. */
  readonly minutes: number | null;
  /** In US dollars, as the session counts them. */
  readonly cost: number | null;
}

/** What slop.yaml says of all lanes. */
export interface LanesConfig {
  /** Branches whose notes may be sent, beside the published one. */
  readonly trust: readonly string[];
  /** Whether the site shows notes of turns, what came of them, and the lanes that they tell of. */
  readonly show: boolean;
  /** Words of the workflow that a prompt does not hold. */
  readonly jargon: readonly string[];
  /** Bytes of the longest message. */
  readonly longest: number;
  /** Globs of files that belong to the workflow and not to the product, beside those that always do. */
  readonly workflow: readonly string[];
  /** Why sessions may skip permissions outside a sandbox, in words; null: they may not. */
  readonly risk: string | null;
  /** What becomes of a draft that a person left in the session's input: kept in the log and replaced, or waited for. */
  readonly drafts: 'keep' | 'wait';
  readonly limits: {
    /** Whether a lane goes on by itself after a usage limit. */
    readonly resume: boolean;
    /** How often within one turn. */
    readonly resumes: number;
  };
  /** Minutes without a sign after which a running turn is suspect. */
  readonly silence: number;
  readonly declared: readonly LaneDeclaration[];
}
