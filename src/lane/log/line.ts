import { digestOf } from '../digest.ts';
import { step } from '../state/step.ts';
import type { Entry, LaneState, LogPlace, Observation, Order } from '../types.ts';

/** The line of an entry, without its line feed: the same entry always gives the same bytes. */
export function lineOf(entry: Entry): string {
  const { schema, seq, prev, time, lane, generation, turn, certainty, from, event } = entry;
  return JSON.stringify({ schema, seq, prev, time, lane, generation, turn, certainty, from, event });
}

/** The entry that comes behind a state, for something that is seen at `now` (milliseconds since 1970). */
export function entryAfter(
  state: LaneState,
  { event, certainty, from, by }: Observation,
  now: number,
): Entry {
  return {
    schema: 1,
    seq: state.log.seq + 1,
    prev: state.log.head,
    // A clock that was put back must not make a later line look earlier.
    time: new Date(
      Math.max(Math.min(by ?? now, now), state.at === null ? 0 : Date.parse(state.at)),
    ).toISOString(),
    lane: state.lane,
    generation: state.generation,
    turn: turnOf(state, event),
    certainty,
    from,
    event,
  };
}

/** A claim is of the turn that it begins. */
function turnOf({ turn }: LaneState, { type }: Entry['event']): number | null {
  return type === 'turn.claimed' ? (turn?.number ?? 0) + 1 : (turn?.number ?? null);
}

/** The state behind a line of the log, and the orders that its event gives. */
export function take(
  state: LaneState,
  entry: Entry,
  line: string,
): { readonly state: LaneState; readonly orders: readonly Order[] } {
  const stepped = step(state, entry);
  const length = Buffer.byteLength(line) + 1;
  const log: LogPlace = {
    seq: entry.seq,
    head: digestOf(line),
    bytes: state.log.bytes + length,
    line: length,
  };
  return { state: { ...stepped.state, log }, orders: stepped.orders };
}

/**
 * The entry on a line that comes behind a state.
 * @returns why it cannot be, in a few words.
 */
export function entryIn(line: string, state: LaneState): Entry | string {
  const entry = readJson(line);
  if (typeof entry !== 'object' || entry === null) return 'it is no JSON object';
  const { schema, seq, prev, lane, event } = entry as Partial<Entry>;
  if (schema !== 1) return `its schema is ${JSON.stringify(schema)}, and this slop reads 1`;
  if (typeof event?.type !== 'string') return 'it holds no event';
  if (lane !== state.lane) return `it is of lane ${JSON.stringify(lane)}`;
  if (seq !== state.log.seq + 1) return `its number is ${seq}, and ${state.log.seq + 1} comes next`;
  if (prev !== state.log.head) return 'it does not follow from the line before: that one was changed';
  return entry as Entry;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
