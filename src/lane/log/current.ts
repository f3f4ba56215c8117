import type { World } from '../../types.ts';
import { initialState } from '../state/initial.ts';
import { LaneTrouble } from '../trouble.ts';
import type { LaneState } from '../types.ts';
import { broken, endsAt, fitsLog, type LogReading, readLog } from './log.ts';
import { stateFile, stateIn } from './projections.ts';

/**
 * The state of a lane as its log has it now. What was folded before (`known`, or else state.json) is taken where it
 * fits the log, so that a long history is not read again; where the log is no longer than `known`, nothing is.
 * `behind`: the log has more than was known.
 * @throws LaneTrouble when a line was changed, or lines are gone.
 */
export async function currentState(
  world: Pick<World, 'files' | 'logs'>,
  folder: string,
  lane: string,
  known: LaneState | null = null,
): Promise<LogReading & { readonly behind: boolean }> {
  if (known !== null && (await endsAt(world, folder, known)))
    return { state: known, torn: new Uint8Array(), behind: false };
  const kept = known ?? (await keptState(world, folder, lane));
  const from = kept !== null && (await fitsLog(world, folder, kept)) ? kept : initialState(lane);
  const reading = await readLog(world, folder, from);
  refuseShortened(folder, reading, kept);
  return { ...reading, behind: from.log.seq < reading.state.log.seq };
}

/** The whole log, folded from its beginning; throws as `currentState` does. */
export async function foldLog(
  world: Pick<World, 'files' | 'logs'>,
  folder: string,
  lane: string,
): Promise<LogReading> {
  // Read first: what is made from a log that grows meanwhile is of more than was read.
  const kept = await keptState(world, folder, lane);
  const reading = await readLog(world, folder, initialState(lane));
  refuseShortened(folder, reading, kept);
  return reading;
}

/** What is made from a log never has more than that: who went on from here would begin another session beside it. */
function refuseShortened(folder: string, { state: { log } }: LogReading, kept: LaneState | null): void {
  if (kept === null || kept.log.seq <= log.seq) return;
  throw broken(folder, log.seq + 1, `it ends before that line, and state.json was made from ${kept.log.seq}`);
}

/**
 * The state of a lane as far as anybody can tell: where its log is not sound, what was last made of it; null for
 * nothing.
 */
export async function knownState(
  world: Pick<World, 'files' | 'logs'>,
  folder: string,
  lane: string,
): Promise<LaneState | null> {
  try {
    return (await currentState(world, folder, lane)).state;
  } catch (error) {
    if (!(error instanceof LaneTrouble)) throw error;
    return keptState(world, folder, lane);
  }
}

/** The same of every lane in a folder of lanes. */
export async function knownStates(
  world: Pick<World, 'files' | 'logs'>,
  folder: string,
): Promise<readonly LaneState[]> {
  if ((await world.files.stat(folder)) === null) return [];
  const states: LaneState[] = [];
  for (const { name, type } of await world.files.list(folder)) {
    if (type !== 'folder' || name === 'claims') continue;
    const state = await knownState(world, `${folder}/${name}`, name);
    if (state !== null) states.push(state);
  }
  return states;
}

async function keptState(
  { files }: Pick<World, 'files'>,
  folder: string,
  lane: string,
): Promise<LaneState | null> {
  try {
    return stateIn(new TextDecoder().decode(await files.read(stateFile(folder))), lane);
  } catch {
    return null;
  }
}
