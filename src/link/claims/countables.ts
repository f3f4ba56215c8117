import { push } from '../../read/order.ts';
import type { Graph, Item, Kind } from '../../types.ts';

/** How often there is something that claims may count. Days are sorted, `''` for what nobody dated. */
export interface Countable {
  readonly days: string[];
  /** Phase of the note that defines it → days. */
  readonly byPhase: Map<string, string[]>;
  /** Path of a note → how many it states. */
  readonly byNote: Map<string, number>;
}

const SORTS: Readonly<Record<Item['sort'], string>> = {
  decision: 'decisions',
  option: 'options',
  candidate: 'candidates',
  'change-request': 'change requests',
  finding: 'findings',
  gate: 'gates',
};

/** What claims may count, by its name in lower case: families and sorts of items, and notes of a kind by its plural. */
export function countablesOf(
  { items, lineages, byPath }: Pick<Graph, 'items' | 'lineages' | 'byPath'>,
  kinds: ReadonlyMap<string, Kind>,
): ReadonlyMap<string, Countable> {
  const countables = new Map<string, Countable>();
  const called = (name: string): Countable => {
    const known = countables.get(name) ?? { days: [], byPhase: new Map(), byNote: new Map() };
    countables.set(name, known);
    return known;
  };
  const count = (name: string, date: string | null, phase: string | null, notes: Iterable<string>): void => {
    const known = called(name);
    known.days.push(date ?? '');
    if (phase !== null) push(known.byPhase, phase, date ?? '');
    for (const path of notes) known.byNote.set(path, (known.byNote.get(path) ?? 0) + 1);
  };
  for (const { family, sort, definition, places } of items.values()) {
    const { date = null, phase = null } = byPath.get(definition.path) ?? {};
    const notes = new Set(places.map(({ path }) => path));
    for (const name of new Set([family.toLowerCase(), SORTS[sort]])) count(name, date, phase, notes);
  }
  const plurals = new Map([...kinds].map(([kind, { plural }]) => [kind, plural.toLowerCase()]));
  for (const [kind, plural] of plurals) if (countables.has(plural)) plurals.delete(kind);
  for (const plural of plurals.values()) called(plural);
  for (const { current, versions } of lineages.values()) {
    const plural = plurals.get(current.kind);
    if (plural !== undefined) count(plural, versions[0]?.date ?? null, current.phase, []);
  }
  for (const { days, byPhase } of countables.values())
    for (const all of [days, ...byPhase.values()]) all.sort();
  return countables;
}
