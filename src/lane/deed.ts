import type { LaneEvent, Observation } from './types.ts';

/** An event that slop brings about, or sees, itself: no line of a session's raw output tells of it. */
export function deed(event: LaneEvent, bodies?: ReadonlyMap<string, string>): Observation {
  return { event, certainty: 'asserted', from: null, ...(bodies && { bodies }) };
}
