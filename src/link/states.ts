import type { Document, EdgeState, Lineage } from '../types.ts';
import { byVersion } from './lineages.ts';

/** The order in which states apply: an edge has the first, the rest are its facts. */
const ORDER: readonly EdgeState[] = [
  'missing',
  'ambiguous',
  'unverified',
  'planned',
  'amended',
  'superseded',
  'outdated',
  'archived',
  'ok',
];

/** Puts what is true of an edge into its state and its facts. */
export function stateOf(facts: readonly EdgeState[]): {
  readonly state: EdgeState;
  readonly facts: readonly EdgeState[];
} {
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
