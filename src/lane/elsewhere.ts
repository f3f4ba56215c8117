import type { World } from '../types.ts';
import type { LaneState } from './types.ts';

/** Names the process of a lane that nobody can look at from here, in a clause; null for any other, and for none. */
export async function processElsewhere(
  { processes }: Pick<World, 'processes'>,
  { process: known }: LaneState,
): Promise<string | null> {
  if (known === null || (await processes.runs(known)) !== null) return null;
  return `Process ${known.pid} on ${known.host} cannot be looked at from here`;
}
