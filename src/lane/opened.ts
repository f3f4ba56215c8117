import { exits } from './codes.ts';
import { LaneTrouble } from './trouble.ts';
import type { LaneState } from './types.ts';

/** What a lane is opened for, as whoever opens it says. */
export type Opened = LaneState['opened'];

const BUGFIX = /^bugfix(?:-|$)/;

/**
 * Refuses to open a lane for bug fixes that no audit asked for.
 * @throws LaneTrouble for a slot such as bugfix-1 without the number of its audit.
 */
export function refuseUnaudited(lane: string, slot: string, { audit }: Opened): void {
  if (audit !== null || !BUGFIX.test(slot)) return;
  const told = `Lane ${lane} is for ${slot}, and mends what an audit found: say which one with --audit and its number.`;
  throw new LaneTrouble('audit_missing', exits.notReady, told);
}
