import { deed } from './deed.ts';
import type { Lane } from './lane.ts';
import type { LaneState, Observation, Sending } from './types.ts';
import { goneFolder } from './work-folder.ts';

/** How often a message is handed over that did not leave: a session may be slow to take one. */
export const TRIES = 3;

/**
 * The event by which a message is sent: it has how far the session's own record goes before.
 * @throws LaneTrouble when the folder of the lane is gone: what is sent there could not be done.
 */
export async function sending(
  lane: Pick<Lane, 'world' | 'cwd' | 'name'>,
  state: LaneState,
  message: string,
  what: Sending,
): Promise<Observation> {
  const gone = await goneFolder(lane, state);
  if (gone !== null) throw gone;
  const { transcript } = state;
  const recorded = transcript === null ? 0 : ((await lane.world.logs.measure(transcript))?.size ?? 0);
  return deed({ type: 'send.intent', message, what, recorded });
}
