import { continuation } from '../continuation.ts';
import { digestOf } from '../digest.ts';
import type { LaneState, Proof } from '../types.ts';
import type { Seen } from './raw.ts';

/**
 * What it means that a session showed a message. One that slop sent is accepted, by its id or, where the session knows
 * no ids of ours, by its text. Any other came from somebody else.
 */
export function messageSeen(
  { turn }: LaneState,
  { id, text, by }: { readonly id: string | null; readonly text: string; readonly by: Proof },
): readonly Seen[] {
  const digest = digestOf(text);
  if (turn !== null && id !== null && turn.sent.includes(id))
    return [{ event: { type: 'send.accepted', message: id, by, digest } }];
  if (turn !== null && id === null) {
    const isPrompt = digest === turn.request.digest;
    const goesOn = text === continuation(turn) && turn.message !== turn.id;
    if (isPrompt || goesOn) {
      const message = isPrompt ? turn.id : turn.message;
      return [{ event: { type: 'send.accepted', message, by, digest } }];
    }
  }
  const message = `The session got a message that slop did not send: ${excerpt(text)}`;
  return [
    {
      event: { type: 'note', code: 'foreign_prompt', message, body: digest },
      bodies: new Map([[digest, text]]),
    },
    { event: { type: 'doubt', code: 'foreign_prompt', message } },
  ];
}

function excerpt(text: string): string {
  const words = text.trim().split(/\s+/).join(' ');
  return JSON.stringify(words.length > 80 ? `${words.slice(0, 79)}…` : words);
}
