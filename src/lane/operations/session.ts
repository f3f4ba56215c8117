import { act } from '../act.ts';
import { undefinedAgent } from '../adapters/claude.ts';
import { advance, follow, lookAround } from '../advance.ts';
import { exits } from '../codes.ts';
import { type LaneContext, type OpenLane, openLane, openRunning } from '../context.ts';
import { deed } from '../deed.ts';
import { processElsewhere } from '../elsewhere.ts';
import { continueTurn } from '../go-on.ts';
import { currentState } from '../log/current.ts';
import { type Opened, refuseUnaudited } from '../opened.ts';
import { otherClone } from '../other-clone.ts';
import { isOver, type Outcome } from '../outcome.ts';
import { unfinished } from '../result.ts';
import { sending, TRIES } from '../sending.ts';
import { isAtWork, isBeginning } from '../state/stepping.ts';
import { settlingOf } from '../telling.ts';
import { LaneTrouble } from '../trouble.ts';
import type { LaneState, Observation, Question } from '../types.ts';
import { goneFolder } from '../work-folder.ts';
import { guardFolder } from '../worktree.ts';
import { shownLane } from './shown.ts';

/** Milliseconds for a session to begin, and for an interrupt to take effect. */
const BEGINS_WITHIN = 60_000;
const STOPS_WITHIN = 15_000;
/** Milliseconds within which whoever follows a lane sees that its patience is over. */
const SEEN_WITHIN = 2000;

/**
 * Starts the session of a lane for the first time.
 * @throws LaneTrouble when it has one already, or something is missing for it.
 */
export async function launch(context: LaneContext, name: string, { phase, audit }: Opened): Promise<Outcome> {
  const opened = { phase, audit };
  const lane = await openLane(context, name);
  refuseUnaudited(name, lane.declaration.slot, opened);
  const before = await lookAround(lane);
  if (before.process !== null || before.status === 'starting') {
    const told = `Lane ${name} was launched, and is ${before.status}: slop lane status ${name} tells what comes next.`;
    throw new LaneTrouble('not_idle', exits.notReady, told);
  }
  if (before.session !== null) {
    const told = `Lane ${name} has session ${before.session}: slop lane resume ${name} opens it again. Nothing takes its place; for another session declare another lane.`;
    throw new LaneTrouble('not_idle', exits.notReady, told);
  }
  const outcome = await begin(context, lane, [
    deed({ type: 'lane.declared', declaration: lane.declaration, opened, root: lane.root }),
  ]);
  const remarks = [
    await undefinedAgent(lane.world, lane.cwd, lane.declaration),
    await otherClone(lane),
  ].filter((remark) => remark !== null);
  return { ...outcome, remarks };
}

/** Starts a process for the session: a new one, or the one that the lane has. */
async function begin(context: LaneContext, lane: OpenLane, first: readonly Observation[]): Promise<Outcome> {
  const { world, adapter } = lane;
  const [missing] = await adapter.missing();
  if (missing !== undefined) throw new LaneTrouble(missing.code, exits.machine, missing.message);
  await guardFolder(context, lane, async () => {
    await act(lane, 'starting', ({ session }) => {
      // The program of the tmux adapter names its session itself.
      const chosen = session ?? (adapter.watched ? null : world.processes.uuid());
      return [...first, deed({ type: 'start.intent', session: chosen, resume: session !== null })];
    });
  });
  return shownLane(lane, await follow(lane, hasBegun, { milliseconds: BEGINS_WITHIN }));
}

/** Whoever opens a session again goes on with it: that it may stand in a dialog of a first run ends no wait for it. */
function hasBegun(state: LaneState): boolean {
  return state.session === null ? state.status !== 'starting' : !isBeginning(state);
}

/** What a person says when resuming a lane. */
export interface ResumeOptions {
  /** Whether a message whose delivery is unknown arrived; null: not said. */
  readonly delivered: boolean | null;
  /** The answer to what the session asks; null: none. */
  readonly answer: string | null;
  /** Why a lane in quarantine may go on; null: it may not. */
  readonly clear: string | null;
  /** Whether to go on with a turn that was cut off. */
  readonly goOn: boolean;
  readonly interrupted: AbortSignal;
}

/**
 * Moves a lane on from where it stands: opens its session again, waits for a limit, goes on with a turn that was cut
 * off, hands over what a person decides. The session stays the same.
 */
export async function resume(context: LaneContext, name: string, options: ResumeOptions): Promise<Outcome> {
  let lane = await openLane(context, name);
  const before = await advance(lane);
  let state = await decided(lane, before, options);
  if (['absent', 'stopped', 'failed', 'lost'].includes(state.status)) {
    if (state.session === null) {
      const told = `Lane ${name} never had a session that began: slop lane launch ${name} starts one.`;
      throw new LaneTrouble('not_launched', exits.notReady, told);
    }
    // It begins as it is declared now, whatever its last process was started by.
    lane = await openLane(context, name);
    const { declaration, root } = lane;
    const declared = deed({ type: 'lane.declared', declaration, opened: state.opened, root });
    await begin(context, lane, [declared]);
    state = await advance(lane);
  }
  const waited = { milliseconds: Number.POSITIVE_INFINITY, interrupted: options.interrupted };
  // With its turn a session goes on when it is done with what came back late.
  if (state.status === 'settling') state = await follow(lane, ({ status }) => status !== 'settling', waited);
  // What rests where its folder is gone could do nothing of what it would be sent.
  const gone = state.status === 'idle' || state.status === 'blocked' ? await goneFolder(lane, state) : null;
  if (gone !== null) throw gone;
  for (let tries = 0; options.goOn && mayGoOn(state) && tries < TRIES; tries += 1)
    state = await continued(lane, state);
  if (state.status !== 'idle' && !isOver(lane, state))
    state = await follow(lane, (now) => isOver(lane, now), waited);
  const outcome = await shownLane(lane, state);
  const open = options.goOn && mayGoOn(state) ? exits.notReady : 0;
  return { ...outcome, exit: outcome.exit || open, remarks: unheeded(before, options) };
}

/** What was said for another state than the lane was in changed nothing, and that is told. */
function unheeded(
  { lane, status }: LaneState,
  { delivered, answer, clear }: ResumeOptions,
): readonly string[] {
  const said = [
    ...(answer !== null && status !== 'requires-action' ? ['--answer'] : []),
    ...(clear !== null && status !== 'quarantined' ? ['--clear'] : []),
    ...(delivered !== null && status !== 'delivery-unknown'
      ? [delivered ? '--delivered' : '--not-delivered']
      : []),
  ];
  return said.length === 0 ? [] : [`Lane ${lane} was ${status}, so ${said.join(' and ')} changed nothing.`];
}

function mayGoOn({ status, turn }: LaneState): boolean {
  return (
    status === 'blocked' ||
    (status === 'idle' && (turn?.phase === 'interrupted' || turn?.phase === 'claimed'))
  );
}

/** A prompt that never left is sent now; one that did is gone on with. */
function continued(lane: OpenLane, state: LaneState): Promise<LaneState> {
  if (state.turn?.phase !== 'claimed') return continueTurn(lane, state);
  const { id } = state.turn;
  return act(lane, 'sending', async (now) => [await sending(lane, now, id, 'prompt')]);
}

async function decided(lane: OpenLane, state: LaneState, options: ResumeOptions): Promise<LaneState> {
  const { delivered, answer, clear } = options;
  const { turn, status } = state;
  const [question, ...others] = state.questions;
  if (status === 'delivery-unknown' && delivered !== null && turn !== null) {
    const { message } = turn;
    const why = 'A person looked.';
    return act(lane, 'deciding', () => [
      delivered
        ? deed({ type: 'send.accepted', message, by: 'person', digest: null })
        : deed({ type: 'send.disproved', message, by: 'person', why }),
    ]);
  }
  if (status === 'requires-action' && question !== undefined && answer !== null) {
    if (lane.adapter.watched) refuseBlindly(lane.name, question, answer);
    // At a terminal, to deny one of them ends the turn, and with it all others.
    const withdrawn = lane.adapter.watched && answer !== 'allow' ? others : [];
    return act(lane, 'answering', () => [
      deed({ type: 'question.settled', id: question.id, answer, by: 'slop' }),
      ...withdrawn.map(({ id }) =>
        deed({ type: 'question.settled', id, answer: 'withdrawn', by: 'session' }),
      ),
    ]);
  }
  if (status === 'quarantined' && clear !== null)
    return act(lane, 'clearing', () => [deed({ type: 'doubt.cleared', why: clear })]);
  return state;
}

/** An answer for a terminal is a key, which can say yes or no to what a hook told of, and nothing else. */
function refuseBlindly(name: string, { kind }: Question, answer: string): void {
  if (kind === 'first_run')
    throw new LaneTrouble(
      kind,
      exits.asks,
      `A dialog of the first run is yours alone to answer, in slop lane attach ${name}.`,
    );
  if (answer === 'allow' || answer === 'deny') return;
  const told = `Lane ${name} asks in its terminal, where --answer can only allow or deny: what else is to be said, say in slop lane attach ${name}.`;
  throw new LaneTrouble('permission', exits.asks, told);
}

/**
 * Ends the turn of a lane: the session keeps what it did so far. A session that does not say that it stopped may be at
 * work still, and its turn stays.
 */
export async function interrupt(context: LaneContext, name: string): Promise<Outcome> {
  const lane = await openRunning(context, name);
  const seen = await lookAround(lane);
  // A message on its way would be taken, and worked on, behind the end of its turn.
  const before = isArrived(seen)
    ? seen
    : await follow(lane, isArrived, { milliseconds: lane.adapter.patience + SEEN_WITHIN });
  const { turn } = before;
  if (turn === null || turn.phase === 'ended' || turn.phase === 'reviewed') throw noTurnIn(before);
  const running = before.status === 'requires-action' || isAtWork(before);
  // A message that may have arrived may be worked on.
  if (running || turn.phase === 'delivering')
    await act(lane, 'interrupting', () => [deed({ type: 'interrupt.intent' })]);
  if (running) await follow(lane, ({ turn: now }) => now?.phase === 'ended', { milliseconds: STOPS_WITHIN });
  const state = await act(lane, 'interrupting', ({ turn: now }) =>
    now?.phase === 'ended' || running ? [] : cancelled(),
  );
  const outcome = await shownLane(lane, await settled(lane, state));
  if (state.turn?.phase === 'ended') return outcome;
  const aside = `The session does not say that it stopped: slop lane stop ${name} ends it.\n`;
  return { ...outcome, exit: outcome.exit || exits.waiting, aside };
}

function noTurnIn(state: LaneState): LaneTrouble {
  const { lane, status } = state;
  if (status !== 'settling')
    return new LaneTrouble('not_launched', exits.notReady, `Lane ${lane} has no turn under way.`);
  const told = `The turn of lane ${lane} has ended, so there is none to interrupt; ${settlingOf(state)}.`;
  return new LaneTrouble('waiting', exits.waiting, told);
}

const isArrived = ({ status, turn }: LaneState): boolean =>
  turn?.phase !== 'delivering' || status === 'delivery-unknown';

/** A turn that is not running has nobody to tell of its end. */
function cancelled(): readonly Observation[] {
  const { result } = unfinished('cancelled', 'cancelled', 'The turn was ended by a person.');
  return [deed({ type: 'turn.ended', message: null, result, spent: null })];
}

function settled(lane: OpenLane, state: LaneState): Promise<LaneState> {
  return state.status === 'settling'
    ? follow(lane, ({ status }) => status !== 'settling', { milliseconds: STOPS_WITHIN })
    : Promise.resolve(state);
}

/** Ends the process of a lane. Its session can be opened again. */
export async function stop(context: LaneContext, name: string): Promise<Outcome> {
  const lane = await openRunning(context, name);
  const before = await lookAround(lane);
  if (before.status === 'absent') return shownLane(lane, before);
  const elsewhere = await processElsewhere(lane.world, before);
  const state = await act(lane, 'stopping', ({ status }) =>
    status === 'stopped' ? [] : [deed({ type: 'stop.intent' })],
  );
  const outcome = await shownLane(lane, state);
  if (elsewhere === null) return outcome;
  const aside = `${elsewhere}, and was not ended: see to it that it is gone before the session is opened again.\n`;
  return { ...outcome, aside };
}

/** Where a lane stands now. */
export async function standing(context: LaneContext, name: string): Promise<Outcome> {
  const lane = await openLane(context, name);
  return shownLane(lane, (await currentState(lane.world, lane.folder, name)).state);
}
