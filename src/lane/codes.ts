/** What a code means for whoever is asked. Codes are for ever: one that goes stays here as a comment. */
export interface CodeFacts {
  /** What it is, in a few words. */
  readonly what: string;
  /** What to do, in one sentence. */
  readonly todo: string;
  /** The same for a lane without a terminal; without it, that is no other. */
  readonly unwatched?: string;
}

const facts = {
  claude_usage_limit: {
    what: 'usage limit of the account',
    todo: 'Run slop lane resume: it waits for the reset, where one was named, and goes on in the same session.',
  },
  rate_limit: { what: 'too many requests', todo: 'Run slop lane resume --continue after a while.' },
  overloaded: { what: 'the service is overloaded', todo: 'Run slop lane resume --continue after a while.' },
  auth_failed: {
    what: 'login lost',
    todo: 'Log in with claude, then run slop lane resume --continue; where slop.yaml passes a key on, set that one and run slop lane stop first.',
  },
  billing: {
    what: 'the account cannot pay',
    todo: 'Settle the account, then run slop lane resume --continue.',
  },
  model_unavailable: {
    what: 'the model cannot be used',
    todo: 'Name another model in slop.yaml, then run slop lane stop and slop lane resume --continue.',
  },
  context_full: {
    what: 'the session holds no more',
    todo: 'Compact it in slop lane attach, then run slop lane resume --continue; or end the turn with slop lane interrupt.',
    unwatched: 'End the turn with slop lane interrupt; slop lane resume --continue tries once more.',
  },
  transport_lost: { what: 'the service could not be reached', todo: 'Run slop lane resume --continue.' },
  budget: { what: 'the budget of slop.yaml is spent', todo: 'Raise the budget of the lane, or stop it.' },
  max_turns: { what: 'the session reached its own bound of steps', todo: 'Review what it did.' },
  api_error: {
    what: 'the service refused the request',
    todo: 'Read the message, then run slop lane resume --continue.',
  },
  cancelled: { what: 'interrupted', todo: 'Review what it did.' },
  message_lost: {
    what: 'the session does not know the message any more',
    todo: 'Review what it did, then send the note again.',
  },
  result_missing: {
    what: 'nobody knows how it ended',
    todo: 'Look with slop lane attach what it did, then run slop lane review.',
    unwatched: 'Look in the transcript what it did, then run slop lane review.',
  },
  turn_failed: { what: 'the session failed', todo: 'Review what it did.' },
  session_exit: {
    what: 'the process of the session ended',
    todo: 'Run slop lane resume: it opens the same session again, and with --continue goes on with the turn.',
  },
  startup_timeout: {
    what: 'the session did not begin',
    todo: 'Run the program once by hand in the folder that the lane works in, answer what it asks, then run slop lane launch.',
  },
  startup_failed: {
    what: 'the session could not begin',
    todo: 'Read all that it said in slop lane attach, then run slop lane launch.',
    unwatched: 'Read what it said, then run slop lane launch.',
  },
  first_run: {
    what: 'a first-run dialog, or a slow start',
    todo: 'Look with slop lane attach, and answer what stands there: slop does not change the settings of the program. Then slop lane status.',
  },
  delivery_unknown: {
    what: 'it cannot be told whether the message arrived',
    todo: 'Look with slop lane attach or in the transcript, then run slop lane resume --delivered or --not-delivered.',
    unwatched: 'Look in the transcript, then run slop lane resume --delivered or --not-delivered.',
  },
  silence: {
    what: 'no sign for long',
    todo: 'Look with slop lane attach; slop lane interrupt ends the turn.',
    unwatched: 'Look in the transcript; slop lane interrupt ends the turn.',
  },
  permission: {
    what: 'it asks for permission',
    todo: 'Run slop lane resume --answer allow, or --answer deny, which ends the turn.',
    unwatched: 'Run slop lane resume --answer allow or --answer deny.',
  },
  question: {
    what: 'it asks a question',
    todo: 'Answer it in slop lane attach.',
    unwatched: 'Answer with slop lane resume --answer "…".',
  },
  dialog: {
    what: 'a dialog stands in its terminal',
    todo: 'Answer it in slop lane attach.',
  },
  foreign_prompt: {
    what: 'a message that slop did not send',
    todo: 'Look with slop lane attach what it did, then run slop lane resume --clear "…" with the reason.',
    unwatched: 'Look in the transcript what it did, then run slop lane resume --clear "…" with the reason.',
  },
  echo_mismatch: {
    what: 'the session got another text than was sent',
    todo: 'Look with slop lane log, then run slop lane resume --clear "…" with the reason.',
  },
  session_mismatch: {
    what: 'another session answered',
    todo: 'Look with slop lane log, then run slop lane resume --clear "…" with the reason.',
  },
  boundary_crossed: {
    what: 'a protected path was changed',
    todo: 'Look at the change with slop lane result, then run slop lane resume --clear "…" with the reason.',
  },
  not_idle: { what: 'the lane is at work', todo: 'Wait for it: slop lane status shows what it does.' },
  not_launched: { what: 'the lane has no session', todo: 'Run slop lane launch.' },
  audit_missing: {
    what: 'a lane for the findings of an audit does not say of which',
    todo: 'Launch it with --audit and the number of the audit.',
  },
  not_reviewed: { what: 'the last turn is not reviewed', todo: 'Run slop lane review.' },
  evidence_missing: {
    what: 'what the note asks to be shown was not measured',
    todo: 'Run slop lane result --write: it runs the probes, and writes the result down.',
  },
  authority_changed: {
    what: 'what a handoff rests on has changed',
    todo: 'Bring the handoff up to date, or run slop lane kickoff with --acknowledge.',
  },
  note_invalid: { what: 'the note cannot be sent', todo: 'Mend the note, and commit it.' },
  out_of_order: {
    what: 'the turn comes too early',
    todo: 'Send what comes before it first, and review that.',
  },
  note_uncommitted: {
    what: 'the note is not committed on a trusted branch',
    todo: 'Commit it, and publish the branch or name it under lanes.trust in slop.yaml.',
  },
  lane_unknown: {
    what: 'no such lane',
    todo: 'Declare it in slop.yaml under lanes.declared, and publish that.',
  },
  no_terminal: {
    what: 'the lane has no terminal',
    todo: 'Read slop lane log, or declare the lane with adapter: tmux.',
  },
  worktree_busy: { what: 'another lane works there', todo: 'Stop that lane, or give this one a worktree.' },
  worktree_missing: { what: 'the folder of the lane is gone', todo: 'Bring it back, or stop the lane.' },
  agent_missing: {
    what: 'the program cannot be used',
    todo: 'Install it, or name it under program in slop.yaml.',
  },
  sandbox_unavailable: {
    what: 'permissions are skipped without a sandbox',
    todo: 'Install bubblewrap, or say under lanes.risk in slop.yaml why that is right.',
  },
  copy_failed: { what: 'Git made no copy', todo: 'Read what it said.' },
  disk_full: { what: 'the disk is full', todo: 'Make room, then run slop lane status.' },
  folder_taken: { what: 'something is there already', todo: 'Name a folder that is not there.' },
  folder_unsafe: { what: 'the state folder cannot be trusted', todo: 'Make it yours alone.' },
  log_broken: { what: 'the log was changed', todo: 'Bring events.jsonl back from a copy.' },
  waiting: {
    what: 'the turn still runs, or more may come behind its end',
    todo: 'Run slop lane status, or slop lane result.',
  },
  spool_cut: {
    what: 'what the session wrote was cut or taken away',
    todo: 'Nothing: what it writes from now on is read.',
  },
  payload_odd: { what: 'the session wrote something odd', todo: 'Nothing: it was kept and passed over.' },
  send_failed: { what: 'handing over a message failed', todo: 'Nothing yet: slop looks whether it arrived.' },
  going_on: { what: 'a turn goes on after a limit', todo: 'Nothing.' },
  log_torn: { what: 'the last line of the log was cut off', todo: 'Nothing: it was taken out and kept.' },
  draft_kept: { what: 'a draft was replaced', todo: 'It is kept in the log: slop lane log shows it.' },
} as const satisfies Readonly<Record<string, CodeFacts>>;

export type Code = keyof typeof facts;

/** Every code with what it means. */
export const codes: Readonly<Record<Code, CodeFacts>> = facts;

/** Exit codes of `slop lane`; what is not here ends as other commands do. */
export const exits = {
  /** The turn failed. */
  failed: 10,
  cancelled: 11,
  /** Still running when the waiting ended, or more may come behind its end. */
  waiting: 12,
  /** A usage limit, and nothing goes on by itself. */
  limit: 13,
  /** Blocked by something else. */
  blocked: 14,
  /** The session asks: permission, question, trust, login. */
  asks: 15,
  deliveryUnknown: 16,
  quarantined: 17,
  lost: 18,
  /** No turn may be sent now: at work, not launched, cut off. */
  notReady: 19,
  /** The note, or its branch, may not be sent. */
  note: 20,
  /** A program, a sandbox or a folder is missing or not fit. */
  machine: 21,
  /** No such lane, or a declaration that is not published. */
  lane: 22,
  /** The log or its folder cannot be trusted. */
  log: 23,
  /** The last turn is not reviewed. */
  notReviewed: 24,
  /** What a handoff rests on has changed. */
  authority: 25,
} as const;
