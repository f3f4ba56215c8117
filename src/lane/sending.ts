import { deed } from './deed.ts';
import type { Lane } from './lane.ts';
import type { LaneState, Observation, Sending } from './types.ts';

/** How often a message is handed over that did not leave: a session may be slow to take one. */
export const TRIES = 3;

/** The event by which a message is sent: it has how far the session's own record goes before. */
export async function sending(
  { world }: Pick<Lane, 'world'>,
  { transcript }: LaneState,
  message: string,
  what: Sending,
): Promise<Observation> {
  const recorded = transcript === null ? 0 : ((await world.logs.measure(transcript))?.size ?? 0);
  return deed({ type: 'send.intent', message, what, recorded });
}
