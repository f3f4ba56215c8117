import type { Edge, Graph, HashReading } from '../../types.ts';

/** `repository@hash` as it would be written, no longer than needed: `engine 771aacd`. */
export function candidateNamed(candidate: string, length: number): string {
  const [repository = '', oid = ''] = candidate.split('@');
  return `${repository} ${oid.slice(0, Math.max(7, length))}`;
}

/** What the clone says of the hash that an edge is about; null when it was not found. */
export function hashReading({ ledger }: Graph, { to, mention: { target } }: Edge): HashReading | null {
  if (to?.type !== 'object' || target.type !== 'commit') return null;
  return ledger.repositories?.get(to.repository)?.hashes.get(target.hash) ?? null;
}
