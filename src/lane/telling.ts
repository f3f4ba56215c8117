import { counted } from '../parse/in-threes.ts';
import type { Receipt } from '../types.ts';
import { failedProbes, missingProbes, owedProbes } from './after/probes.ts';
import type { Lane } from './lane.ts';
import { budgetSpent, goesOnAlone, MINUTE } from './limits.ts';
import { adviceFor } from './outcome.ts';
import type { ChangeList, LaneBlock, LaneState, TurnState, Verdict } from './types.ts';

/** The commands that an advice names without a lane. */
const COMMAND = /\bslop lane (?:attach|interrupt|launch|log|result|resume|review|status|stop)\b/g;

/** The process is gone, and its session can be opened again. */
const DOWN: ReadonlySet<LaneState['status']> = new Set(['stopped', 'lost']);

/** Where a person is to look what a session did. */
const LOOKED_AT: ReadonlySet<LaneState['status']> = new Set([
  'delivery-unknown',
  'suspect',
  'lost',
  'quarantined',
]);

/** What is known of a lane beside its log. */
export interface Around {
  /** Absolute folder that its session works in. */
  readonly cwd?: string | null;
  /** What slop.yaml says. */
  readonly config?: Lane['config'];
}

/**
 * A lane in a few lines, as somebody reads it who was called at night: what is, since when, where, what happens next.
 * Where something is `wrong`, that says what to do.
 */
export function tellLane(
  state: LaneState,
  now: number,
  { cwd = null, config }: Around = {},
  wrong = false,
): string {
  const { lane, status, certainty, since } = state;
  const advice = adviceFor(state.reason);
  const lines = [`${lane}  ${status}${certainty === 'inferred' ? ' (inferred)' : ''}${whatOf(state)}`];
  if (state.message !== null) lines.push(`  says     ${oneLine(state.message)}`);
  // In quarantine the message is the doubt, else the first of them.
  const asked = status === 'requires-action' ? state.questions.slice(1) : state.questions;
  lines.push(...asked.map(({ text }) => `  and      ${oneLine(text)}`));
  if (state.block !== null && status !== 'blocked') lines.push(`  blocked  ${blockedBy(state.block)}`);
  if (since !== null) lines.push(`  since    ${ago(since, now)}`);
  if (state.turn !== null) lines.push(...tellTurn(state.turn, now));
  if (state.session !== null) lines.push(`  session  ${state.session}${processOf(state)}`);
  if (state.transcript !== null && LOOKED_AT.has(status))
    lines.push(`           transcript ${state.transcript}`);
  if (cwd !== null) lines.push(`  works in ${cwd}`);
  lines.push(...budgetOf(state));
  const todo = state.tmux === null ? (advice?.unwatched ?? advice?.todo) : advice?.todo;
  const next = nextOf(state, now, config && { config }) ?? todo?.replace(COMMAND, `$& ${lane}`) ?? null;
  if (next !== null && !wrong) lines.push(`  next     ${next}`);
  return `${lines.join('\n')}\n`;
}

function whatOf({ reason }: LaneState): string {
  const what = adviceFor(reason)?.what ?? reason;
  return what === null ? '' : `: ${what}`;
}

function blockedBy({ code, message }: LaneBlock): string {
  return `${adviceFor(code)?.what ?? code}: ${oneLine(message)}`;
}

/** A session that was adopted had none here yet. */
function processOf({ process: running, generation }: LaneState): string {
  if (generation === 0) return '';
  return `, process ${generation}${running === null ? ' (gone)' : `, pid ${running.pid}`}`;
}

function tellTurn(turn: TurnState, now: number): readonly string[] {
  const { number, request, phase, began, result, ending, review, stale } = turn;
  const lines = [`  turn ${String(number).padEnd(3)} ${request.path} at ${request.commit.slice(0, 7)}`];
  const how =
    result === null
      ? `${phaseWords[phase]} ${ago(began, now)}${turn.attempts > 1 ? `, message ${turn.attempts}` : ''}`
      : `${result.end}${ending === 'inferred' ? ' (inferred)' : ''}${result.code === null ? '' : ` (${adviceFor(result.code)?.what ?? result.code})`} ${ago(turn.ended ?? began, now)}`;
  lines.push(`           ${how}${stale ? ', and the note was edited since' : ''}`);
  if (result?.end === 'failed' || result?.end === 'unknown')
    lines.push(`  why      ${oneLine(result.message ?? '')}`);
  if (result?.summary != null) lines.push(`  answer   ${result.summary.slice(0, 66)}`);
  lines.push(...tellDenials(turn), ...tellChanges(turn), ...tellEvidence(turn));
  if (review !== null) lines.push(`  review   ${review.verdict}: ${oneLine(review.why)}`);
  return [...lines, ...tellLate(turn)];
}

/** What a turn that is over changed and showed, path by path. */
export function tellResult(turn: TurnState, list: ChangeList | null): string {
  const paths = (list?.paths ?? []).map(({ path, change, uncommitted, breach }) => {
    const asides = [
      ...(uncommitted ? ['not committed'] : []),
      ...(breach === null ? [] : [`crossed: ${breach}`]),
    ];
    return `    ${change.padEnd(8)} ${path}${asides.length === 0 ? '' : `  (${asides.join('; ')})`}`;
  });
  const stale = turn.stale ? ['  stale    the note was edited after it was sent'] : [];
  const checks = turn.request.evidence.checks.map((check) => `  by hand  ${oneLine(check)}`);
  return `${[...tellEnding(turn), ...tellDenials(turn), ...tellChanges(turn), ...paths, ...tellEvidence(turn), ...checks, ...stale, ...tellLate(turn)].join('\n')}\n`;
}

function tellLate({ workedOn }: TurnState): readonly string[] {
  return workedOn ? [`  late     ${WORKED_ON}`] : [];
}

function tellEnding({ result }: TurnState): readonly string[] {
  if (result === null || result.end === 'finished') return [];
  return [`  ended    ${result.end}: ${oneLine(result.message ?? '')}`];
}

function tellDenials({ result }: TurnState): readonly string[] {
  const tools = [...new Set(result?.denials ?? [])];
  return tools.length === 0 ? [] : [`  denied   ${tools.join(', ')}`];
}

function tellChanges({ changes }: TurnState): readonly string[] {
  if (changes === null) return [];
  const { paths, uncommitted, crossed, why } = changes;
  if (why !== null) return [`  changed  it cannot be told: ${why}`];
  if (paths === 0) return ['  changed  nothing'];
  const open = uncommitted === 0 ? '' : `, ${uncommitted} not committed`;
  const spilled = crossed === 0 ? '' : `; crossed: ${crossed} it was not to change`;
  return [`  changed  ${counted(paths, 'path')}${open}${spilled}`];
}

function tellEvidence(turn: TurnState): readonly string[] {
  const taken = turn.evidence.map(({ probe, receipt, why }) => `${probe}: ${why ?? measuredOf(receipt)}`);
  const how = owedProbes(turn).length > 0 ? 'not run yet' : 'not run';
  const open = turn.result === null ? [] : missingProbes(turn).map((probe) => `${probe}: ${how}`);
  return [...taken, ...open].map((line) => `  showed   ${oneLine(line)}`);
}

/** What a receipt holds, in a few words. */
export function measuredOf(receipt: Receipt | null): string {
  if (receipt === null) return 'nothing was measured';
  const { counts, value, exitCode } = receipt;
  const counted = (['passed', 'failed', 'skipped'] as const).flatMap((key) =>
    counts?.[key] ? [`${counts[key]} ${key}`] : [],
  );
  const said = [...counted, ...(value === null ? [] : [value])].join(', ');
  // Of some probes the exit code is what they measure.
  return said === '' || said === String(exitCode)
    ? `exit code ${exitCode}`
    : `${said} (exit code ${exitCode})`;
}

/** That somebody is to look at what counts for no turn. */
export const WORKED_ON =
  'its session was at work once more behind the review, and what that changed is of no turn';

const phaseWords: Readonly<Record<TurnState['phase'], string>> = {
  claimed: 'not sent yet, claimed',
  delivering: 'sent, no proof yet that it arrived, began',
  accepted: 'taken by the session, began',
  interrupted: 'cut off in the middle, began',
  ended: 'ended, began',
  reviewed: 'reviewed, began',
};

function budgetOf({ declaration, totals }: LaneState): readonly string[] {
  if (declaration === null || totals.turns === 0) return [];
  const { budget } = declaration;
  const of = (spent: string, bound: number | null, unit: string): string =>
    `${spent}${bound === null ? '' : ` of ${bound}`} ${unit}`;
  const parts = [
    of(String(totals.turns), budget.turns, totals.turns === 1 && budget.turns === null ? 'turn' : 'turns'),
    of((totals.milliseconds / MINUTE).toFixed(1), budget.minutes, 'minutes'),
    ...(totals.cost > 0 || budget.cost !== null ? [of(totals.cost.toFixed(2), budget.cost, 'dollars')] : []),
  ];
  return [`  spent    ${parts.join(', ')}`];
}

/** What slop does by itself, or what the state asks for beyond its reason. */
function nextOf(state: LaneState, now: number, bounds?: Pick<Lane, 'config'>): string | null {
  const { status, block, turn, lane, session } = state;
  if (block?.code === 'claude_usage_limit' && (status === 'blocked' || DOWN.has(status))) {
    const byHand = `slop lane resume ${lane} --continue goes on with the turn`;
    if (block.wake === null) return `nobody told when the limit ends: once it is over, ${byHand}`;
    const alone = bounds === undefined || goesOnAlone(bounds, state);
    if (block.wake <= now)
      return `the limit is over: ${alone ? `slop lane resume ${lane} goes on in the same session` : byHand}`;
    const when = `${clock(block.wake)} UTC (in ${span(block.wake - now)})`;
    return alone
      ? `goes on in the same session at ${when}, while slop lane resume ${lane} runs`
      : `nothing by itself, as lanes.limits says: from ${when} on, ${byHand}`;
  }
  if (state.questions.length > 1 && state.tmux !== null)
    return `which of them stands in front only slop lane attach ${lane} shows: slop lane resume ${lane} --answer allow allows that one, --answer deny denies all and ends the turn`;
  if (status === 'idle' && turn?.phase === 'ended') return judgedBy(lane, turn);
  if (status === 'idle' && (turn?.phase === 'interrupted' || turn?.phase === 'claimed'))
    return `slop lane resume ${lane} --continue goes on with the turn, slop lane interrupt ${lane} ends it`;
  if (status === 'idle') return sentNext(state);
  if (status === 'running')
    return `slop lane resume ${lane} waits for the end, slop lane interrupt ${lane} brings it about`;
  if (status === 'starting' || status === 'delivering') return `slop lane resume ${lane} waits for it`;
  if (status === 'settling') return settlingOf(state);
  if (status === 'stopping') return `slop lane stop ${lane} sees to it that the process ends`;
  if (DOWN.has(status)) return openedAgain(state);
  if (status === 'failed' && session !== null)
    return `slop lane resume ${lane} tries the same session again; another session takes another lane in slop.yaml`;
  if (status === 'absent') return `slop lane launch ${lane}`;
  return null;
}

/** The budget that counts is that of slop.yaml as it is published by then. */
function sentNext({ lane, declaration, totals }: LaneState): string {
  const spent = declaration === null ? null : budgetSpent(declaration, totals);
  const next = `slop lane turn ${lane} <note>`;
  return spent === null ? next : `${next}, once slop.yaml gives it more than ${spent}`;
}

function openedAgain({ lane, session, turn }: LaneState): string {
  if (session === null) return `slop lane launch ${lane}`;
  if (turn?.phase === 'interrupted' || turn?.phase === 'claimed')
    return `slop lane resume ${lane} --continue opens the same session again and goes on with the turn, slop lane interrupt ${lane} ends it`;
  const again = `slop lane resume ${lane} opens the same session again`;
  return turn?.phase === 'ended' ? `${again}; ${judgedBy(lane, turn)}` : again;
}

/** The commands by which a person judges a turn that is over. */
export function judgedBy(lane: string, turn: TurnState): string {
  const { number, result } = turn;
  const owed = owedProbes(turn);
  const shown = owed.length === 0 ? '' : `slop lane result ${lane} --write runs ${owed.join(', ')}; then `;
  const likely = likelyVerdict(turn);
  const others = VERDICTS.filter((verdict) => verdict !== likely).join(', ');
  const judged = `${shown}slop lane review ${lane} ${number} ${likely} --why "…", or ${others}`;
  return result?.code === 'message_lost' ? `${judged}; then send the note again` : judged;
}

const VERDICTS: readonly Verdict[] = ['accepted', 'correct', 'crossed', 'rerouted'];

/** What stands first is what somebody types who reads no further. */
function likelyVerdict(turn: TurnState): Verdict {
  if ((turn.changes?.crossed ?? 0) > 0) return 'crossed';
  // What was cut short or failed is seldom all that was asked.
  return turn.result?.end !== 'finished' || failedProbes(turn).length > 0 ? 'correct' : 'accepted';
}

/** What a lane still does behind the end of a turn, and how that ends. */
export function settlingOf({ lane, tasks, late }: LaneState): string {
  if (tasks === 0 && late === null) return `slop lane resume ${lane} waits until nothing more can come`;
  const work = counted(tasks, 'task works', 'tasks work');
  const told = tasks === 0 ? 'the session works on what came back late' : `${work} in the background`;
  return `${told}: slop lane resume ${lane} waits for that, slop lane stop ${lane} ends it with the process`;
}

const oneLine = (text: string): string => text.trim().split(/\s+/).join(' ').slice(0, 300);

/** What lies ahead was written before the clock was put back. */
function ago(time: string, now: number): string {
  const past = now - Date.parse(time);
  const told = past < -MINUTE ? `${span(-past)} ahead of the clock here` : `${span(past)} ago`;
  return `${clock(Date.parse(time))} UTC (${told})`;
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

function span(milliseconds: number): string {
  const minutes = Math.max(0, milliseconds) / MINUTE;
  if (minutes < 1.5) return `${Math.round(Math.max(0, milliseconds) / 1000)} s`;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}
