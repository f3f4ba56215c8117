import { act } from '../act.ts';
import { follow, lookAround } from '../advance.ts';
import { baseOf } from '../after/changes.ts';
import { exits } from '../codes.ts';
import { type LaneContext, type OpenLane, openLane, readPublished } from '../context.ts';
import { deed } from '../deed.ts';
import { refuseOutOfOrder } from '../frozen/sequence.ts';
import { gitIn } from '../git.ts';
import { budgetSpent, MINUTE } from '../limits.ts';
import { readBody } from '../log/bodies.ts';
import { currentState } from '../log/current.ts';
import { exitOf, exitOfTurn, isOver, type Outcome } from '../outcome.ts';
import { sending, TRIES } from '../sending.ts';
import { isSettling } from '../state/stepping.ts';
import { judgedBy, settlingOf, WORKED_ON } from '../telling.ts';
import { LaneTrouble } from '../trouble.ts';
import type { LaneState, Observation, TurnRequest, Verdict } from '../types.ts';
import { goneFolder } from '../work-folder.ts';
import { acceptedAlthough, refuseUnproven } from './evidence.ts';
import { shownLane } from './shown.ts';

export interface TurnOptions {
  /** Whether to wait for the result. */
  readonly wait: boolean;
  /** Minutes to wait; null: as long as it takes, limits included. */
  readonly minutes: number | null;
  readonly interrupted: AbortSignal;
  /** What has changed under the note, as somebody knows who sends it all the same. */
  readonly known?: string;
}

/** Milliseconds to wait for proof that a message arrived, where its result is not waited for. */
const ACCEPTED_WITHIN = 30_000;
/** Milliseconds between two tries to send what did not leave. */
const TRY_AGAIN = { least: 3000, most: 60_000 };

/** A review needs no reader of notes. */
const requests = () => import('../request.ts');

/**
 * Sends the message of a note into an idle lane, and brings back what came of it.
 * @throws LaneTrouble when the lane may not take a turn now, or the note may not be sent.
 */
export async function turn(
  context: LaneContext,
  name: string,
  note: string,
  options: TurnOptions,
): Promise<Outcome> {
  const lane = await openLane(context, name);
  const before = await lookAround(lane);
  refuseUnready(lane, before);
  const requested = await (await requests()).requestFrom(context, lane.published, note, name);
  const { request } = requested;
  await refuseOutOfOrder(lane, requested);
  const gone = await goneFolder(lane, before);
  if (gone !== null) throw gone;
  const id = context.world.processes.uuid();
  const { allowed, protected: guarded } = lane.declaration;
  const settings = lane.published.commit;
  const begins = await baseOf(lane, { allowed, protected: guarded, settings });
  await act(lane, `turn of ${request.path}`, async (state) => {
    refuseUnready(lane, state);
    const sends = await sending(lane, state, id, 'prompt');
    return [claim(id, request, { ...begins, root: context.root }), ...acknowledged(options.known), sends];
  });
  const milliseconds = options.minutes === null ? Number.POSITIVE_INFINITY : options.minutes * MINUTE;
  const state = options.wait
    ? await untilOver(lane, id, { milliseconds, interrupted: options.interrupted })
    : await follow(lane, ({ status }) => status !== 'delivering', { milliseconds: ACCEPTED_WITHIN });
  const outcome = await outcomeOf(lane, state, options.wait);
  const remarks = [
    ...requested.remarks,
    ...(await lackingNote(lane, request, begins.base?.oid ?? null)),
    ...(lane.root === context.root ? [] : [`Lane ${name} works in ${lane.cwd}, where it was launched.`]),
    ...(before.turn?.workedOn ? [`Turn ${before.turn.number} is over, but ${WORKED_ON}.`] : []),
  ];
  return { ...outcome, remarks };
}

/** A session reads what lies in its folder: what was committed elsewhere is not there for it. */
async function lackingNote(
  { world, name, cwd }: OpenLane,
  { commit, branch, path }: TurnRequest,
  oid: string | null,
): Promise<readonly string[]> {
  if (oid === null || oid === commit) return [];
  const { code } = await gitIn(world, cwd)(['merge-base', '--is-ancestor', commit, oid]);
  if (code !== 1) return [];
  return [
    `Lane ${name} worked at ${oid.slice(0, 7)}, which lacks ${commit.slice(0, 7)} of ${branch}, where ${path} is committed: what the note names may not be there. git -C ${cwd} merge ${branch} brings it in.`,
  ];
}

/**
 * Follows a turn to its end. One that did not leave is sent again: where slop.yaml lets it wait for a draft in the
 * input, until that is gone.
 */
async function untilOver(
  lane: OpenLane,
  id: string,
  { milliseconds, interrupted }: { readonly milliseconds: number; readonly interrupted: AbortSignal },
): Promise<LaneState> {
  const { world, config } = lane;
  const end = world.now() + milliseconds;
  const left = () => ({ milliseconds: end - world.now(), interrupted });
  const over = (now: LaneState): boolean => now.turn?.id !== id || isOver(lane, now);
  let state = await follow(lane, over, left());
  const most = config.drafts === 'wait' ? Number.POSITIVE_INFINITY : TRIES;
  for (
    let tries = 1, pause = TRY_AGAIN.least;
    tries < most && isUnsent(state, id);
    tries += 1, pause *= 1.5
  ) {
    // Somebody at its terminal may send what stands there meanwhile.
    const milliseconds = Math.min(pause, TRY_AGAIN.most, end - world.now());
    await follow(lane, (now) => !isUnsent(now, id), { milliseconds, interrupted });
    if (world.now() >= end || interrupted.aborted) break;
    await act(lane, 'sending', async (now) =>
      isUnsent(now, id) ? [await sending(lane, now, id, 'prompt')] : [],
    );
    state = await follow(lane, over, left());
  }
  return state;
}

const isUnsent = ({ status, turn: own }: LaneState, id: string): boolean =>
  status === 'idle' && own?.id === id && own.phase === 'claimed';

function acknowledged(known: string | undefined): readonly Observation[] {
  if (known === undefined) return [];
  return [deed({ type: 'note', code: 'authority_changed', message: `Known: ${known}.`, body: null })];
}

/** On disk, in one piece, before anything is sent. */
function claim(
  id: string,
  { prompt, ...request }: TurnRequest,
  { base, bodies, root }: Awaited<ReturnType<typeof baseOf>> & { readonly root: string },
): Observation {
  const frozen = { ...request, bytes: Buffer.byteLength(prompt), root };
  const claimed = { type: 'turn.claimed', id, request: frozen, base } as const;
  return deed(claimed, new Map([...bodies, [request.digest, prompt]]));
}

/**
 * Looks whether a lane may take a turn now, before what takes long is done for one.
 * @returns the absolute folder that it works in.
 * @throws LaneTrouble when it may not.
 */
export async function readyFolder(context: LaneContext, name: string): Promise<string> {
  const lane = await openLane(context, name);
  refuseUnready(lane, await lookAround(lane));
  return lane.cwd;
}

function refuseUnready(lane: OpenLane, state: LaneState): void {
  const { name, declaration } = lane;
  const { status, turn: last, totals } = state;
  if (status === 'absent')
    throw new LaneTrouble(
      'not_launched',
      exits.notReady,
      `Lane ${name} has no session: slop lane launch ${name} starts one.`,
    );
  if (status !== 'idle') {
    const told = `Lane ${name} is ${status}, and takes a turn only when it is idle: slop lane status ${name} tells what to do.`;
    throw new LaneTrouble('not_idle', exitOf(state) || exits.notReady, told);
  }
  if (last?.phase === 'ended') {
    const told = `Turn ${last.number} of lane ${name} is not reviewed: ${judgedBy(name, last)}.`;
    throw new LaneTrouble('not_reviewed', exits.notReviewed, told);
  }
  if (last !== null && last.phase !== 'reviewed') {
    const told = `Turn ${last.number} of lane ${name} is not over: slop lane resume ${name} --continue goes on with it, slop lane interrupt ${name} ends it.`;
    throw new LaneTrouble('not_idle', exits.notReady, told);
  }
  const spent = budgetSpent(declaration, totals);
  if (spent !== null)
    throw new LaneTrouble(
      'budget',
      exits.blocked,
      `Lane ${name} has spent its budget (${spent}): raise it in slop.yaml, and publish that.`,
    );
}

async function outcomeOf(lane: OpenLane, state: LaneState, waited: boolean): Promise<Outcome> {
  const shown = await shownLane(lane, state);
  const digest = state.turn?.result?.answer ?? null;
  const answer = digest === null ? null : await readBody(lane.world, lane.folder, digest);
  return {
    ...shown,
    exit: waited || state.turn?.phase === 'claimed' ? exitOfTurn(state) : shown.exit,
    text: answer === null ? '' : `${answer.trimEnd()}\n`,
    aside: shown.text,
  };
}

/**
 * Keeps a person's judgement of a turn: only then the next one may be sent.
 * @throws LaneTrouble when that turn is not the last one, or not over.
 */
export async function review(
  context: LaneContext,
  name: string,
  given: { readonly turn: number; readonly verdict: Verdict; readonly why: string },
): Promise<Outcome> {
  const lane = await openLane(context, name);
  refuseUnreviewable(name, await lookAround(lane), given.turn);
  const state = await act(lane, `review of turn ${given.turn}`, (now) => {
    refuseUnreviewable(name, now, given.turn);
    const { turn: number, verdict, why } = given;
    if (verdict === 'accepted') refuseUnproven(now);
    return [deed({ type: 'turn.reviewed', turn: number, verdict, why })];
  });
  const aside = given.verdict === 'accepted' && state.turn !== null ? acceptedAlthough(state.turn) : '';
  return { ...(await shownLane(lane, state)), exit: 0, aside };
}

/** Only a turn that is over is judged, and behind whose end nothing more comes: what it changed is known then. */
function refuseUnreviewable(name: string, state: LaneState, number: number): void {
  const why = whyUnreviewable(name, state, number);
  if (why !== null) throw new LaneTrouble('not_idle', exits.notReady, why);
}

function whyUnreviewable(name: string, state: LaneState, number: number): string | null {
  const { turn: last } = state;
  if (last === null) return `Lane ${name} has had no turn.`;
  const turn = `Turn ${number} of lane ${name}`;
  if (last.number !== number) return `${turn} cannot be reviewed: its last turn is ${last.number}.`;
  if (last.review !== null)
    return `${turn} is reviewed already (${last.review.verdict}: ${last.review.why}).`;
  if (isSettling(state))
    return `${turn} cannot be reviewed yet, since more may come behind its end; ${settlingOf(state)}.`;
  return last.phase === 'ended'
    ? null
    : `${turn} is not over: slop lane status ${name} tells what it waits for.`;
}

/** What the last turn of a lane came to, as it stands now; that it was waited for counts for the exit code. */
export async function turnOutcome(context: LaneContext, name: string): Promise<Outcome> {
  const lane = await openLane(context, name);
  return outcomeOf(lane, (await currentState(lane.world, lane.folder, name)).state, true);
}

/** Shows what would be sent for a note, and sends nothing. */
export async function prompt(context: LaneContext, note: string): Promise<Outcome> {
  const { requestFrom } = await requests();
  const { request, remarks } = await requestFrom(context, await readPublished(context), note, null);
  const aside = [
    `digest ${request.digest}, ${Buffer.byteLength(request.prompt)} bytes, from ${request.path} at ${request.commit.slice(0, 7)} of ${request.branch}`,
    ...request.changes.map((change) => `changed: ${change}`),
    ...remarks,
  ];
  const { evidence, ...rest } = request;
  const json = { ...rest, ...evidence };
  return { exit: 0, json, text: `${request.prompt}\n`, aside: `${aside.join('\n')}\n` };
}
