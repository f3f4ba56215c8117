import type { World } from '../../types.ts';
import { continuation } from '../continuation.ts';
import { digestOf } from '../digest.ts';
import { type Answered, finished } from '../result.ts';
import type { LaneState, Look, TurnState } from '../types.ts';
import { numberAt, objectAt, objectIn, objectsAt, textAt } from './raw.ts';

type Line = Readonly<Record<string, unknown>>;

/** Bytes of a session's record that are looked at: its end. */
const TAIL = 16 << 20;
const FEED = 10;

/** What a session's own record says of the turn under way. */
export type TranscriptLook = Pick<Look, 'transcript' | 'holds' | 'result'>;

/**
 * Reads the end of a session's record on disk: one JSON object a line, as the program writes it. It belongs to the
 * program and may change with it, so it only tells what nothing else can.
 */
export async function lookInTranscript(
  { logs }: Pick<World, 'logs'>,
  { transcript, session, turn }: LaneState,
): Promise<TranscriptLook> {
  const size = transcript === null ? null : ((await logs.measure(transcript))?.size ?? null);
  if (transcript === null || size === null) return { transcript: 'missing', holds: null, result: null };
  const start = Math.max(0, size - TAIL);
  const bytes = await logs.readFrom(transcript, start);
  const torn = bytes.length > 0 && bytes[bytes.length - 1] !== FEED;
  if (session !== null && isOfAnother(bytes, session))
    return { transcript: 'other', holds: null, result: null };
  const state = torn ? 'torn' : 'whole';
  if (turn === null) return { transcript: state, holds: null, result: null };
  const wanted = wantedOf(turn);
  const lines = linesIn(bytes.subarray(Math.max(0, turn.recorded - start)));
  // What came while the session was at other work is attached to that.
  const holds = /^(?:user|attachment)$/;
  const at = lines.findLastIndex((line) => holds.test(textAt(line, 'type') ?? '') && isWanted(line, wanted));
  // In a record that is cut off, anew, or has the text in a queue, nothing is proven to be absent.
  const queued = lines.some((line) => textAt(line, 'type') === 'queue-operation' && isWanted(line, wanted));
  const reaches = start <= turn.recorded && turn.recorded <= size;
  const absent = torn || queued || !reaches ? null : false;
  return { transcript: state, holds: at >= 0 ? true : absent, result: answerAfter(lines, at) };
}

/** Whether its lines name sessions, and not that one. Most name it, and then none is read for this. */
function isOfAnother(bytes: Uint8Array, session: string): boolean {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(`"sessionId":"${session}"`))
    return false;
  const named = linesIn(bytes).flatMap((line) => textAt(line, 'sessionId') ?? []);
  return named.length > 0 && !named.includes(session);
}

/** Its whole lines; the first may be cut off where reading began. */
function linesIn(bytes: Uint8Array): readonly Line[] {
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map(objectIn)
    .filter((line) => line !== null);
}

interface Wanted {
  readonly id: string;
  readonly digest: string;
}

function wantedOf(turn: TurnState): Wanted {
  const { id, message, request } = turn;
  return { id: message, digest: message === id ? request.digest : digestOf(continuation(turn)) };
}

/** By its id; or by its text, where the session gives ids of its own. */
function isWanted(line: Line, { id, digest }: Wanted): boolean {
  if (textAt(line, 'uuid') === id) return true;
  const text =
    textAt(objectAt(line, 'message'), 'content') ??
    textAt(line, 'content') ??
    textAt(objectAt(line, 'attachment'), 'prompt');
  return text !== null && digestOf(text) === digest;
}

/** The session's last words behind a message, when it had nothing more to do. */
function answerAfter(lines: readonly Line[], at: number): Answered | null {
  if (at < 0) return null;
  const last = lines
    .slice(at + 1)
    .findLast(
      (line) => /^(?:user|assistant)$/.test(textAt(line, 'type') ?? '') && line['isSidechain'] !== true,
    );
  if (last === undefined || textAt(last, 'type') !== 'assistant' || last['isApiErrorMessage'] === true)
    return null;
  const message = objectAt(last, 'message');
  if (textAt(message, 'stop_reason') !== 'end_turn') return null;
  const answer = objectsAt(message, 'content').flatMap((block) => textAt(block, 'text') ?? []);
  return finished(answer.join(''));
}

/**
 * When the usage limit ends that the session met last, in milliseconds since 1970; null where its record does not say.
 * What it says of an earlier one, from before `since`, does not count.
 */
export async function limitIn(
  { logs }: Pick<World, 'logs'>,
  { transcript }: Pick<LaneState, 'transcript'>,
  since: number,
): Promise<number | null> {
  const size = transcript === null ? null : ((await logs.measure(transcript))?.size ?? null);
  if (transcript === null || size === null) return null;
  const bytes = await logs.readFrom(transcript, Math.max(0, size - TAIL));
  const last = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .findLast((text) => text.includes('"isApiErrorMessage":true'));
  const line = last === undefined ? null : objectIn(last);
  if (line === null || !(Date.parse(textAt(line, 'timestamp') ?? '') >= since)) return null;
  const resets = numberAt(objectAt(line, 'quotaLimits'), 'resetsAt');
  return resets === null ? null : resets * 1000;
}
