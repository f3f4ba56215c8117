import { lastSign } from '../adapters/run.ts';
import { changeListOf } from '../after/list.ts';
import { exits } from '../codes.ts';
import type { Common, LaneContext } from '../context.ts';
import { readBody } from '../log/bodies.ts';
import { currentState, knownState } from '../log/current.ts';
import { readLog } from '../log/log.ts';
import { type LanesPlace, laneFolder, lanesPlace } from '../log/place.ts';
import { resultOf } from '../log/projections.ts';
import { type LoggedTurn, turnsOf } from '../log/turns.ts';
import { exitOf, exitOfOpen, type Outcome, turnJson } from '../outcome.ts';
import { initialState } from '../state/initial.ts';
import { isSettling } from '../state/stepping.ts';
import { tellLane, tellResult } from '../telling.ts';
import { LaneTrouble, type Trouble, troubleIn } from '../trouble.ts';
import type { Entry, LaneState } from '../types.ts';
import { goneFolder, loggedFolder } from '../work-folder.ts';

/**
 * Shows lanes as their logs have them, or one, after a look at what its session did since. Sends nothing. Exit code of
 * the one lane; for all that of the first that cannot be looked at, which hides none of the others.
 */
export async function status(context: LaneContext, name: string | null): Promise<Outcome> {
  if (name !== null) {
    const seen = await seenLane(context, name);
    if (seen.trouble !== null && seen.state === null) throw seen.trouble.cause;
    if (seen.state !== null) await refuseUndeclared(context, seen.state);
    return { exit: exitOfSeen(seen), json: jsonOf(seen), text: await told(context, seen), aside: '' };
  }
  const all = await allLanes(context);
  return {
    exit: all.find(({ trouble }) => trouble !== null)?.trouble?.exit ?? 0,
    json: { lanes: all.map(jsonOf) },
    text: (await Promise.all(all.map((seen) => told(context, seen)))).join('\n'),
    aside: all.length === 0 ? `${await toLaunch(context)}\n` : '',
  };
}

/** What comes first where no lane was launched. */
async function toLaunch(context: LaneContext): Promise<string> {
  const { readPublished } = await import('../context.ts');
  const found = await readPublished(context).catch((error: unknown) => {
    const trouble = troubleIn(error);
    if (trouble === null) throw error;
    return trouble;
  });
  if ('exit' in found) return `No lane was launched here. ${found.message}`;
  const names = found.config.declared.map(({ name }) => name).sort();
  return names.length === 0
    ? `No lane was launched here, and slop.yaml declares none on branch ${found.branch}: add one under lanes.declared, and publish that.`
    : `No lane was launched here yet: slop lane launch <lane> starts one of those that slop.yaml declares on branch ${found.branch} (${names.join(', ')}).`;
}

/** A lane as it was found: its state now, or what stands in the way of a look and the state that its log has, if any. */
interface SeenLane {
  readonly lane: string;
  readonly state: LaneState | null;
  readonly trouble: (Trouble & { readonly cause: unknown }) | null;
}

async function seenLane(
  context: LaneContext,
  lane: string,
  common: (() => Promise<Common>) | null = null,
): Promise<SeenLane> {
  try {
    const { state, wrong } = await lookedAt(context, lane, common);
    return { lane, state, trouble: wrong === null ? null : seenTrouble(wrong, wrong) };
  } catch (cause) {
    const trouble = troubleIn(cause);
    if (trouble === null) throw cause;
    const unknown = trouble.code === 'lane_unknown';
    const state = unknown ? null : await stateAsKnown(context, lane).catch(() => null);
    return { lane, state, trouble: seenTrouble(trouble, cause) };
  }
}

/** Where the log is not sound, what was last made of it still tells the session and its process. */
async function stateAsKnown(context: LaneContext, lane: string): Promise<LaneState | null> {
  return knownState(context.world, laneFolder(await placeOf(context), lane), lane);
}

const seenTrouble = ({ code, message, exit }: Trouble, cause: unknown): SeenLane['trouble'] => ({
  code,
  message,
  exit,
  cause,
});

function exitOfSeen({ state, trouble }: SeenLane): number {
  return trouble?.exit ?? (state === null ? 0 : exitOf(state));
}

function jsonOf({ lane, state, trouble }: SeenLane) {
  const error = trouble === null ? {} : { error: { code: trouble.code, message: trouble.message } };
  return { lane, ...state, ...error };
}

async function told(context: LaneContext, { lane, state, trouble }: SeenLane): Promise<string> {
  if (state === null) return `${lane}  cannot be told\n${trouble === null ? '' : wrongLine(trouble)}`;
  if (trouble === null) return toldState(context, state);
  const around = { cwd: await folderOf(context, state) };
  return tellLane(state, context.world.now(), around, true) + wrongLine(trouble);
}

const wrongLine = ({ message }: Trouble): string => `  wrong    ${message}\n`;

/** Whether a limit is waited for is said in slop.yaml. */
async function toldState(context: LaneContext, state: LaneState): Promise<string> {
  const now = context.world.now();
  const cwd = await folderOf(context, state);
  if (state.block === null) return tellLane(state, now, { cwd });
  const { readPublished } = await import('../context.ts');
  return tellLane(state, now, { cwd, ...(await readPublished(context).catch(() => null)) });
}

/** Absolute folder that the session of a lane works in, as far as its log tells. */
async function folderOf(context: LaneContext, state: LaneState): Promise<string | null> {
  return loggedFolder(state, laneFolder(await placeOf(context), state.lane));
}

/**
 * A lane after a look at what its session did since. One whose declaration is gone is shown as its log has it.
 * @throws LaneTrouble when it cannot be looked at, or is no lane.
 */
export async function looked(context: LaneContext, name: string): Promise<LaneState> {
  const { state } = await lookedAt(context, name);
  await refuseUndeclared(context, state);
  return state;
}

/** The same; with why, where its session runs and slop.yaml declares it no more, or its folder is gone. */
async function lookedAt(
  context: LaneContext,
  name: string,
  common: (() => Promise<Common>) | null = null,
): Promise<{ readonly state: LaneState; readonly wrong: LaneTrouble | null }> {
  const { folder, state } = await logged(context, name);
  const settledStatus = ['absent', 'stopped', 'failed'].includes(state.status);
  // At a terminal a person may have typed something meanwhile.
  const rests = (state.status === 'idle' || state.status === 'quarantined') && state.tmux === null;
  const running = state.process === null ? false : await context.world.processes.runs(state.process);
  if (settledStatus || folder === null) return { state, wrong: null };
  const quiet = rests && running === true && !(await saidMore(context, state, folder));
  if (quiet && (await hasFolder(context, state))) return { state, wrong: null };
  // Most lanes rest, and then none of this is loaded.
  const [{ lookAround }, { openRunning }] = await Promise.all([
    import('../advance.ts'),
    import('../context.ts'),
  ]);
  try {
    const lane = await openRunning(context, name, (await common?.()) ?? null);
    const now = await lookAround(lane);
    if (now.process === null) return { state: now, wrong: null };
    return { state: now, wrong: lane.withdrawn ?? (await goneFolder(lane, now)) };
  } catch (error) {
    if (error instanceof LaneTrouble && error.code === 'lane_unknown') return { state, wrong: null };
    throw error;
  }
}

/** Whether the process of a lane wrote something behind the last line of its log, such as of work that came back. */
async function saidMore(
  { world: { logs } }: LaneContext,
  state: LaneState,
  folder: string,
): Promise<boolean> {
  const sign = await lastSign(logs.measure, folder, state);
  return sign !== null && state.at !== null && Math.floor(sign) > Date.parse(state.at);
}

/** Whether the folder that a lane works in is there, as far as its log tells which. */
async function hasFolder(context: LaneContext, state: LaneState): Promise<boolean> {
  const cwd = await folderOf(context, state);
  return cwd === null || (await context.world.files.stat(cwd)) !== null;
}

/** A name that was mistyped is no lane that waits to be launched. */
async function refuseUndeclared(context: LaneContext, { lane, log: { seq } }: LaneState): Promise<void> {
  if (seq > 0) return;
  const { declarationOf, readPublished } = await import('../context.ts');
  declarationOf(await readPublished(context), lane);
}

async function placeOf({ world, root, repository, linked }: LaneContext): Promise<LanesPlace> {
  return linked ?? lanesPlace(world, root, await repository());
}

/** A lane as its log has it, and the folder of that; null without one, as where a launch was refused. */
async function logged(
  context: LaneContext,
  name: string,
): Promise<{ readonly folder: string | null; readonly state: LaneState }> {
  const folder = laneFolder(await placeOf(context), name);
  const { state } = await currentState(context.world, folder, name);
  return { folder: state.log.seq === 0 ? null : folder, state };
}

/** The state of a lane as its log has it; looks at nothing else. */
export async function lastState(context: LaneContext, name: string): Promise<LaneState> {
  return (await logged(context, name)).state;
}

async function allLanes(context: LaneContext): Promise<readonly SeenLane[]> {
  const { world } = context;
  const place = await placeOf(context);
  if ((await world.files.stat(place.folder)) === null) return [];
  const names = (await world.files.list(place.folder))
    .filter(({ type, name }) => type === 'folder' && name !== 'claims')
    .map(({ name }) => name)
    .sort();
  let known: Promise<Common> | null = null;
  const common = async (): Promise<Common> => {
    known ??= import('../context.ts').then(({ commonOf }) => commonOf(context));
    return known;
  };
  const all: SeenLane[] = [];
  for (const name of names) all.push(await seenLane(context, name, common));
  return all.filter(({ state }) => state?.log.seq !== 0);
}

/** Shows what a turn came to, the last one by default. */
export async function result(context: LaneContext, name: string, number: number | null): Promise<Outcome> {
  const { world } = context;
  const now = await looked(context, name);
  const { folder } = await logged(context, name);
  if (folder === null || now.turn === null)
    throw new LaneTrouble('not_launched', exits.notReady, `Lane ${name} has had no turn.`);
  const isLast = number === null || number === now.turn.number;
  const { state, turn } = isLast ? { state: now, turn: now.turn } : await turnAt(context, name, number);
  const digest = turn.result?.answer ?? null;
  const answer = digest === null ? null : await readBody(world, folder, digest);
  const over = turn.result !== null && !(isLast && isSettling(now));
  return {
    exit: over ? 0 : exitOfOpen(now),
    json: await (number === null ? turnJson(world, folder, now) : resultOf(world, folder, state, turn)),
    text: answer === null ? '' : `${answer.trimEnd()}\n`,
    aside: over ? tellResult(turn, await changeListOf(world, folder, turn)) : await toldState(context, now),
  };
}

/** A past turn, as its log last had it. */
async function turnAt(context: LaneContext, name: string, number: number): Promise<LoggedTurn> {
  const found = (await turnStates(context, name)).states.find(({ turn }) => turn.number === number);
  if (found !== undefined) return found;
  throw new LaneTrouble('not_launched', exits.notReady, `Lane ${name} has had no turn ${number}.`);
}

/** Every turn of a lane, oldest first; `folder` is that of the log. */
export async function turnStates(
  context: LaneContext,
  name: string,
): Promise<{ readonly folder: string | null; readonly states: readonly LoggedTurn[] }> {
  const { folder, state } = await logged(context, name);
  await refuseUndeclared(context, state);
  return { folder, states: folder === null ? [] : await turnsOf(context.world, folder, name) };
}

/** Shows the events of a lane, oldest first. */
export async function log(context: LaneContext, name: string): Promise<Outcome> {
  const { folder, state } = await logged(context, name);
  const entries: Entry[] = [];
  await refuseUndeclared(context, state);
  if (folder !== null)
    await readLog(context.world, folder, initialState(name), (entry) => entries.push(entry));
  return {
    exit: 0,
    json: { lane: name, entries },
    text: entries.map(tellEntry).join(''),
    aside: entries.length === 0 ? `Lane ${name} has no log.\n` : '',
  };
}

function tellEntry({ seq, time, turn, certainty, event }: Entry): string {
  const { type, ...data } = event;
  const mark = certainty === 'inferred' ? ' (inferred)' : '';
  const of = turn === null ? '      ' : `turn ${turn}`.padEnd(6);
  const inside = Object.values(data).flatMap((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
  );
  const said = [...Object.entries(data), ...inside].flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${key}: ${shownAs(key, value)}`] : [],
  );
  const text = said.join(', ').split(/\s+/).join(' ').slice(0, 160);
  return `${String(seq).padStart(5)}  ${time.slice(0, 19).replace('T', ' ')}  ${of}  ${type}${mark}  ${text}\n`;
}

/** A time in milliseconds says nothing to a person. */
function shownAs(key: string, value: string | number): string | number {
  return typeof value === 'number' && /^(?:reset|wake)$/.test(key) ? new Date(value).toISOString() : value;
}
