import type { World } from '../../types.ts';
import { exits } from '../codes.ts';
import { deed } from '../deed.ts';
import { digestOf } from '../digest.ts';
import { LaneTrouble } from '../trouble.ts';
import type { Entry, LaneState, Observation, Order } from '../types.ts';
import { entryAfter, entryIn, lineOf, take } from './line.ts';

type Reading = Pick<World, 'logs'>;

const FEED = 10;

/** Absolute path of a lane's log, in its folder. */
const logFile = (folder: string): string => `${folder}/events.jsonl`;

/** A log as it was read. */
export interface LogReading {
  readonly state: LaneState;
  /** Bytes of a last line that was never finished; empty for none. */
  readonly torn: Uint8Array;
}

/**
 * Reads the log of a lane from where a state ends, and folds it. No order is carried out. `each` is handed every entry,
 * and the state behind it.
 * @throws LaneTrouble when a line was changed, with its number.
 */
export async function readLog(
  { logs }: Reading,
  folder: string,
  from: LaneState,
  each: (entry: Entry, state: LaneState) => void = () => {},
): Promise<LogReading> {
  const bytes = await logs.readFrom(logFile(folder), from.log.bytes);
  const whole = bytes.lastIndexOf(FEED) + 1;
  let state = from;
  for (const line of linesOf(bytes.subarray(0, whole))) {
    const entry = entryIn(line, state);
    if (typeof entry === 'string') throw broken(folder, state.log.seq + 1, entry);
    state = take(state, entry, line).state;
    each(entry, state);
  }
  return { state, torn: bytes.subarray(whole) };
}

/**
 * Whether a state that was kept is the fold of the log up to some line: its last line is where it says. Reads nothing
 * before that line.
 */
export async function fitsLog({ logs }: Reading, folder: string, { log }: LaneState): Promise<boolean> {
  if (log.seq === 0) return log.bytes === 0;
  const start = log.bytes - log.line;
  if (!(start >= 0)) return false;
  const bytes = await logs.readFrom(logFile(folder), start);
  return bytes[log.line - 1] === FEED && digestOf(bytes.subarray(0, log.line - 1)) === log.head;
}

/** Whether a log is as long as when a state was folded from it, and so brings nothing new. Reads nothing. */
export async function endsAt({ logs }: Reading, folder: string, { log }: LaneState): Promise<boolean> {
  return ((await logs.measure(logFile(folder)))?.size ?? 0) === log.bytes;
}

/** Cuts off a line that was never finished. What stood there goes into the log as a note. */
export async function mendLog(
  { logs }: Reading,
  folder: string,
  { state, torn }: LogReading,
): Promise<readonly Observation[]> {
  if (torn.length === 0) return [];
  await logs.cut(logFile(folder), state.log.bytes);
  const body = new TextDecoder().decode(torn).slice(0, 4096);
  const message = `The last line was cut off after ${torn.length} bytes.`;
  return [deed({ type: 'note', code: 'log_torn', message, body })];
}

/** Lines that are yet to be written, and what they come to. */
export interface Written {
  readonly state: LaneState;
  readonly orders: readonly Order[];
}

/**
 * Adds to the log, in one piece, and waits for the disk. Only the holder of the lane's claim may call this, with the
 * state that the log ends at.
 */
export async function appendLog(
  { logs, now }: Pick<World, 'logs' | 'now'>,
  folder: string,
  from: LaneState,
  observations: readonly Observation[],
): Promise<Written> {
  let state = from;
  let text = '';
  const orders: Order[] = [];
  for (const observation of observations) {
    const entry = entryAfter(state, observation, now());
    const line = lineOf(entry);
    const taken = take(state, entry, line);
    state = taken.state;
    orders.push(...taken.orders);
    text += `${line}\n`;
  }
  if (text !== '') await logs.append(logFile(folder), text);
  return { state, orders };
}

function linesOf(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  return text === '' ? [] : text.slice(0, -1).split('\n');
}

/** Says that a line of a log is not what slop wrote there. */
export function broken(folder: string, line: number, why: string): LaneTrouble {
  const told = `${logFile(folder)}:${line} cannot be what slop wrote: ${why}. Nothing was changed: bring the file back from a copy, or end the process of its session if that runs, move the folder away and launch the lane anew.`;
  return new LaneTrouble('log_broken', exits.log, told);
}
