import type { TurnState } from '../types.ts';

/** Names of the probes that the note of a turn asks for, and that were not run behind it. */
export function missingProbes({
  request,
  evidence,
}: Pick<TurnState, 'request' | 'evidence'>): readonly string[] {
  return request.evidence.probes.filter((name) => !evidence.some(({ probe }) => probe === name));
}
