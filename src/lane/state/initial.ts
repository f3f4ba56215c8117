import type { LaneState } from '../types.ts';

/** A lane that nothing has happened to. */
export function initialState(lane: string): LaneState {
  return {
    lane,
    status: 'absent',
    reason: null,
    message: null,
    certainty: 'asserted',
    since: null,
    declaration: null,
    root: null,
    session: null,
    generation: 0,
    process: null,
    transcript: null,
    tmux: null,
    turn: null,
    block: null,
    limit: null,
    questions: [],
    tasks: 0,
    late: null,
    spent: 0,
    totals: { turns: 0, milliseconds: 0, cost: 0 },
    read: {},
    created: null,
    opened: { phase: null, audit: null },
    oriented: false,
    log: { seq: 0, head: '', bytes: 0, line: 0 },
    at: null,
  };
}
