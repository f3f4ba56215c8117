import type { TurnState } from '../types.ts';

/** Names of the probes that the note of a turn asks for, and that were not run behind it. */
export function missingProbes({
  request,
  evidence,
}: Pick<TurnState, 'request' | 'evidence'>): readonly string[] {
  return request.evidence.probes.filter((name) => !evidence.some(({ probe }) => probe === name));
}

/** Those of them that are still to be run: behind a turn that finished in a work tree, until somebody judges it. */
export function owedProbes(turn: TurnState): readonly string[] {
  const { phase, result, base } = turn;
  return phase === 'ended' && result?.end === 'finished' && base !== null ? missingProbes(turn) : [];
}

/** Those that ran, and showed something else than success. */
export function failedProbes({ evidence }: Pick<TurnState, 'evidence'>): readonly string[] {
  return evidence.filter(({ receipt }) => receipt?.exitCode !== 0).map(({ probe }) => probe);
}
