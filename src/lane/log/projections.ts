import type { World } from '../../types.ts';
import { changeListOf } from '../after/list.ts';
import { missingProbes } from '../after/probes.ts';
import { digestOf } from '../digest.ts';
import type { LaneState, TurnState } from '../types.ts';
import { readBody } from './bodies.ts';

/** Paths of the files that are made from the log, in a lane's folder. */
export const stateFile = (folder: string): string => `${folder}/state.json`;
export const resultFile = (folder: string): string => `${folder}/result.json`;

/** Raised when what state.json or result.json holds changes: then both are made again from the log. */
const FORM = 9;

/** What a lane's tracker keeps of its session, under the names that such trackers use. */
interface SessionRecord {
  readonly lane: string;
  readonly sequence: number;
  readonly label: string;
  readonly backend: string;
  readonly agent_name: string;
  readonly created_phase: string | null;
  readonly session_id: string | null;
  readonly status: string;
  readonly runtime_dir: string;
  readonly tmux_session: string | null;
  readonly transcript_path: string | null;
  readonly opened_from_audit_number: number | null;
  readonly orientation_completed: boolean;
  readonly last_result_summary: string | null;
  readonly last_turn_at: string | null;
}

/** `develop-2` is the second of its sort; a slot without a number is the first. */
function recordOf(state: LaneState, folder: string): SessionRecord {
  const slot = state.declaration?.slot ?? state.lane;
  const [, sort = slot, number = '1'] = /^(.*?)-(\d+)$/.exec(slot) ?? [];
  const limited = state.status === 'blocked' && state.reason === 'claude_usage_limit';
  return {
    lane: sort,
    sequence: Number(number),
    label: slot,
    backend: state.declaration?.adapter ?? '',
    agent_name: state.declaration?.agent ?? '',
    created_phase: state.opened.phase,
    session_id: state.session,
    status: limited ? 'rate_limited' : state.status,
    runtime_dir: folder,
    tmux_session: state.tmux,
    transcript_path: state.transcript,
    opened_from_audit_number: state.opened.audit,
    orientation_completed: state.oriented,
    last_result_summary: state.turn?.result?.summary ?? null,
    last_turn_at: state.turn?.ended ?? state.turn?.began ?? null,
  };
}

/** The text of state.json: the same log always gives the same bytes, and `digest` tells when they were changed. */
export function stateText(state: LaneState, folder: string): string {
  const said = { schemaVersion: FORM, ...state, record: recordOf(state, folder) };
  return `${JSON.stringify({ ...said, digest: digestOf(JSON.stringify(said)) }, null, 1)}\n`;
}

/** What a turn came to, as result.json and `slop lane result --json` say it. */
export async function resultOf(
  world: Pick<World, 'files'>,
  folder: string,
  state: Pick<LaneState, 'lane' | 'session'>,
  turn: TurnState,
): Promise<Readonly<Record<string, unknown>>> {
  const { result } = turn;
  const answer = result?.answer ? await readBody(world, folder, result.answer) : null;
  return {
    schemaVersion: 1,
    lane: state.lane,
    turn: turn.number,
    id: turn.id,
    note: turn.request.note,
    path: turn.request.path,
    commit: turn.request.commit,
    digest: turn.request.digest,
    stale: turn.stale,
    workedOn: turn.workedOn,
    end: result?.end ?? null,
    ending: turn.ending,
    sid: state.session,
    ...(result === null || result.end === 'finished' ? { res: answer } : {}),
    ...(result === null || result.end === 'finished'
      ? {}
      : { code: result.code, msg: result.message, res: answer }),
    index: result?.index ?? null,
    cost: result?.cost ?? null,
    denials: result?.denials ?? [],
    began: turn.began,
    ended: turn.ended,
    base: turn.base?.oid ?? null,
    changed: await changedJson(world, folder, turn),
    evidence: await evidenceJson(world, folder, turn),
    checks: turn.request.evidence.checks,
    review: turn.review,
  };
}

/** What a turn changed; null until it was looked at. */
async function changedJson(world: Pick<World, 'files'>, folder: string, turn: TurnState) {
  if (turn.changes === null) return null;
  const { head, why, crossed } = turn.changes;
  const list = await changeListOf(world, folder, turn);
  const isCrossed = why === null ? crossed > 0 : null;
  return { head, why, crossed: isCrossed, commits: list?.commits ?? [], paths: list?.paths ?? [] };
}

/** What the probes came to that the note asks for; those that were not run yet are told as well. */
async function evidenceJson(world: Pick<World, 'files'>, folder: string, turn: TurnState) {
  const taken = turn.evidence.map(async ({ probe, receipt, why, tail }) => {
    const end = tail === null ? null : await readBody(world, folder, tail);
    return { probe, taken: true, receipt, why, tail: end };
  });
  const open = missingProbes(turn).map((probe) => ({
    probe,
    taken: false,
    receipt: null,
    why: null,
    tail: null,
  }));
  return [...(await Promise.all(taken)), ...open];
}

/** Writes what is made from the log. A crash between the log and these costs nothing: they are made again. */
export async function writeProjections(
  world: Pick<World, 'files'>,
  folder: string,
  state: LaneState,
): Promise<void> {
  await world.files.write(stateFile(folder), stateText(state, folder), { durable: false });
  const { turn } = state;
  if (turn === null || (turn.phase !== 'ended' && turn.phase !== 'reviewed')) return;
  const result = await resultOf(world, folder, state, turn);
  await world.files.write(resultFile(folder), `${JSON.stringify(result, null, 1)}\n`, { durable: false });
}

/** The state in state.json; null when it is no state of this lane, or not as it was written. */
export function stateIn(text: string, lane: string): LaneState | null {
  try {
    const { digest, ...said } = JSON.parse(text);
    const { schemaVersion, record: _, ...state } = said;
    const isOwn = schemaVersion === FORM && state.lane === lane;
    return isOwn && digest === digestOf(JSON.stringify(said)) ? state : null;
  } catch {
    return null;
  }
}

/** Whether a text of state.json is that of another version of slop, and so the result.json beside it. */
export function hasOtherForm(text: string): boolean {
  const [, form] = /^\{\s*"schemaVersion": (\d+),/.exec(text) ?? [];
  return form !== undefined && Number(form) !== FORM;
}
