import type { Document, Edge, EdgeState, EdgeTarget, Lineage, Mention } from '../types.ts';
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

/** Most edges have neither facts nor candidates: they share it. */
const NONE: readonly never[] = Object.freeze([]);

/** The edge of a mention, from what is true of it. */
export function edgeOf(
  from: string,
  mention: Mention,
  to: EdgeTarget | null,
  states: readonly EdgeState[],
  candidates: readonly string[] = NONE,
): Edge {
  const { state, facts } = stateOf(states);
  return { from, mention, to, state, facts, candidates: candidates.length === 0 ? NONE : candidates };
}

/** Puts what is true of an edge into its state, the first that applies, and its facts, the rest. */
function stateOf(facts: readonly EdgeState[]): {
  readonly state: EdgeState;
  readonly facts: readonly EdgeState[];
} {
  if (facts.length < 2) return { state: facts[0] ?? 'ok', facts: NONE };
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
