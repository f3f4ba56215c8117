import type { Document, EdgeState, Lineage } from '../types.ts';
import { byVersion } from './lineages.ts';

/** The order in which states apply; with none of them an edge is `ok`. */
const ORDER: readonly EdgeState[] = [
  'missing',
  'ambiguous',
  'unverified',
  'planned',
  'amended',
  'superseded',
  'outdated',
  'archived',
];

/** Puts what is true of an edge into its state, the first that applies, and its facts, the rest. */
export function stateOf(facts: readonly EdgeState[]): {
  readonly state: EdgeState;
  readonly facts: readonly EdgeState[];
} {
  if (facts.length < 2) return { state: facts[0] ?? 'ok', facts: [] };
  const [state = 'ok', ...rest] = ORDER.filter((one) => facts.includes(one));
  return { state, facts: rest };
}

/** What is true of every mention of a document, whoever cites it. */
export function factsOf(
  document: Document,
  lineages: ReadonlyMap<string, Lineage>,
  superseded: ReadonlySet<string>,
): readonly EdgeState[] {
  const facts: EdgeState[] = [];
  if (superseded.has(document.path)) facts.push('superseded');
  const current = lineages.get(document.id)?.current;
  if (current !== undefined && byVersion(document.version, current.version) < 0) facts.push('outdated');
  if (document.archived) facts.push('archived');
  return facts;
}
