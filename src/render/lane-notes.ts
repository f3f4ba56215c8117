import { own, scalarText } from '../read/json.ts';
import { natural } from '../read/natural.ts';
import { groupBy } from '../read/order.ts';
import { nameOf } from '../read/paths.ts';
import type { Document, Graph, JsonObject } from '../types.ts';

/** Kinds of the notes that lanes are told from: what is asked in a turn, and what came of it. */
const TURN = 'turn';
export const RESULT = 'turn-result';
export const LANE_KINDS: readonly string[] = [TURN, RESULT];

/** The kind that a note says it is of, whatever the record makes of that. */
export const laneKind = ({ draft }: Pick<Document, 'draft'>): string => String(draft?.head['kind'] ?? '');

/** A lane as its committed notes tell it. */
export interface LaneNotes {
  readonly lane: string;
  /** What came of its turns, in their order. */
  readonly results: readonly Document[];
  /** Notes of turns of which nothing came yet, or nothing is in the record. */
  readonly waiting: readonly Document[];
}

/** The lanes of a record by name; none where it holds no note of a turn. */
export function lanesOf({ lineages }: Pick<Graph, 'lineages'>): readonly LaneNotes[] {
  const current = [...lineages.values()].map((lineage) => lineage.current);
  const told = current.filter((one) => LANE_KINDS.includes(laneKind(one)) && laneOf(one) !== '');
  return [...groupBy(told, laneOf)]
    .sort(([one], [other]) => natural(one, other))
    .map(([lane, own]) => {
      const results = own.filter((one) => laneKind(one) === RESULT).sort(byNumber);
      const asked = new Set(results.flatMap((one) => names(headText(headOf(one), 'of'))));
      const waiting = own.filter(
        (one) => laneKind(one) === TURN && !names(one.path, one.id).some((name) => asked.has(name)),
      );
      return { lane, results, waiting: waiting.sort((one, other) => natural(one.path, other.path)) };
    });
}

const laneOf = (document: Document): string => headText(headOf(document), 'lane');
const byNumber = (one: Document, other: Document): number =>
  numberOf(one) - numberOf(other) || natural(one.path, other.path);
const numberOf = (document: Document): number => Number(headText(headOf(document), 'turn-number'));

/** What a note may be called where another one names it. */
export function names(...called: readonly string[]): readonly string[] {
  return called.flatMap((one) => {
    const file = nameOf(one);
    return [one, file, file.replace(/\.md$/, '')].filter((name) => name !== '');
  });
}

/** The head as its kind understands it, else as it is written. */
export function headOf({ note, draft }: Document): JsonObject {
  return note?.fields ?? draft?.head ?? {};
}

/** A property as text; '' for what is neither text nor number. */
export function headText(object: JsonObject, key: string): string {
  return scalarText(own(object, key));
}
