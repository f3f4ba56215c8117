import type { World } from '../../types.ts';
import { entryAfter } from '../log/line.ts';
import { step } from '../state/step.ts';
import type { Certainty, LaneEvent, LaneState, Observation } from '../types.ts';

/** A line longer than this is kept by its beginning and passed over. */
const LONGEST = 8 << 20;
/** Characters of an odd line that the log keeps. */
const KEPT = 2000;
const FEED = 10;

/** An event that was read off a line. */
export interface Seen {
  readonly event: LaneEvent;
  readonly certainty?: Certainty;
  readonly bodies?: ReadonlyMap<string, string>;
}

/** What a line of a raw file says, behind a state; `null` for one that is not what it should be. */
export type Translate = (line: Readonly<Record<string, unknown>>, state: LaneState) => readonly Seen[] | null;

/**
 * Reads the lines that were added to a raw file of a lane since its log took them in. A last line that is not finished
 * waits; what is no JSON object, or too long, becomes a note and holds nothing up. So does a file that was cut: it is
 * read on where it ends now, since what still stands there was read before.
 */
export async function readRaw(
  { logs }: Pick<World, 'logs'>,
  folder: string,
  file: string,
  state: LaneState,
  translate: Translate,
): Promise<readonly Observation[]> {
  const start = state.read[file] ?? 0;
  const bytes = await logs.readFrom(`${folder}/${file}`, start);
  if (bytes.length === 0) return start === 0 ? [] : cutIn(logs, folder, file, start);
  // Nobody may have looked for long; what the budget counts, and whether more may come, hangs on when it was written.
  const by = (await logs.measure(`${folder}/${file}`))?.changed ?? Number.POSITIVE_INFINITY;
  const observations: Observation[] = [];
  let behind = state;
  for (let from = 0; ; ) {
    const feed = bytes.indexOf(FEED, from);
    if (feed === -1) break;
    const seen = seenIn(bytes.subarray(from, feed), behind, file, translate);
    from = feed + 1;
    for (const [index, { event, certainty = 'asserted', bodies }] of seen.entries()) {
      // Only with the last event of its line does a line count as read.
      const place = index === seen.length - 1 ? { file, end: start + from } : null;
      const observation = { event, certainty, from: place, by, ...(bodies && { bodies }) };
      observations.push(observation);
      // What a line says may hang on the one before it, however many are read at once.
      behind = step(behind, entryAfter(behind, observation, 0)).state;
    }
  }
  return observations;
}

async function cutIn(
  { measure }: World['logs'],
  folder: string,
  file: string,
  start: number,
): Promise<readonly Observation[]> {
  const size = (await measure(`${folder}/${file}`))?.size ?? 0;
  if (size >= start) return [];
  const message = `${file} was cut or taken away: ${start} bytes of it were read, and it has ${size}.`;
  const event = { type: 'note', code: 'spool_cut', message, body: null } as const;
  return [{ event, certainty: 'asserted', from: { file, end: size } }];
}

function seenIn(bytes: Uint8Array, state: LaneState, file: string, translate: Translate): readonly Seen[] {
  if (bytes.length > LONGEST) return [odd(file, `A line of ${bytes.length} bytes`, bytes)];
  const line = objectIn(new TextDecoder().decode(bytes));
  const seen = line === null ? null : translate(line, state);
  return seen ?? (bytes.length === 0 ? [] : [odd(file, 'A line that is not what was expected', bytes)]);
}

function odd(file: string, what: string, bytes: Uint8Array): Seen {
  const body = new TextDecoder().decode(bytes.subarray(0, KEPT));
  return { event: { type: 'note', code: 'payload_odd', message: `${what} in ${file}.`, body } };
}

/** The JSON object that a text is; null for anything else. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** A property that is an object; else an empty one. */
export function objectAt(
  object: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> {
  const value = object[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** A property that is a text; else null. */
export function textAt(object: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}

/** A property that is a finite number; else null. */
export function numberAt(object: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = object[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The entries of a list that are objects; none when the property is no list. */
export function objectsAt(
  object: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
