import { groupBy } from '../../read/order.ts';
import type { Graph, Item, Rule } from '../../types.ts';
import { edgesOf } from '../ref/edges.ts';
import { quoted } from '../words.ts';
import { familiesOf } from './families.ts';

/**
 * Between the first and the last of a family with numbers. A stretch that one note leaves out is always told of; one
 * between notes only where it is shorter than what is there: numbers may go on elsewhere. An id that is named but not
 * defined has a rule of its own.
 */
export const itemGap: Rule<{ family: string; before: string; after: string; missing: readonly string[] }> = {
  id: 'item/gap',
  severity: 'warning',
  message: ({ before, after, missing }) =>
    `From ${before} the items go on to ${after}; ${missing.join(' to ')} ${missing.length === 1 ? 'is' : 'are'} not defined.`,
  help: ({ missing }) =>
    `Define ${quoted(missing[0] ?? '')}, or where it was withdrawn give it an entry under items: with state: rejected; else number the items one after another.`,
  *graph({ graph }) {
    const named = namedIds(graph);
    for (const numbered of [...familiesOf(graph).values()].flatMap(numberedWithin)) {
      for (const [index, item] of numbered.entries()) {
        const before = numbered[index - 1];
        if (before === undefined) continue;
        const missing = between(before, item);
        const tells = samePlace(before, item, graph) ? missing.length > 0 : missing.length < numbered.length;
        if (missing.length === 0 || !tells || missing.some((id) => named.has(id))) continue;
        const { path, span } = item.definition;
        if (graph.byPath.get(path)?.archived !== false) continue;
        const ends = missing.length === 1 ? missing : [missing[0] ?? '', missing.at(-1) ?? ''];
        yield { path, span, data: { family: item.family, before: before.id, after: item.id, missing: ends } };
      }
    }
  },
};

/** The items of a family that have numbers, those of each phase or note by themselves where an id means another there. */
function numberedWithin(family: readonly Item[]): readonly (readonly Item[])[] {
  const numbered = family.filter(
    ({ id, number, places }) => /\d$/.test(id) && number !== null && places.some(({ defines }) => defines),
  );
  return [...groupBy(numbered, ({ within }) => within).values()];
}

function namedIds(graph: Graph): ReadonlySet<string> {
  return new Set(Array.from(edgesOf(graph, 'item'), ({ target }) => target.id));
}

/** The ids that no item has between two of one family, written as the later one is. */
function between(before: Item, after: Item): readonly string[] {
  const digits = /\d+$/.exec(after.id)?.[0] ?? '';
  const lead = after.id.slice(0, after.id.length - digits.length);
  const width = digits.startsWith('0') ? digits.length : 0;
  const from = (before.number ?? 0) + 1;
  const count = Math.max(0, Math.min((after.number ?? 0) - from, 10_000));
  return Array.from({ length: count }, (_, index) => lead + String(from + index).padStart(width, '0'));
}

function samePlace(one: Item, other: Item, { byPath }: Graph): boolean {
  return byPath.get(one.definition.path)?.id === byPath.get(other.definition.path)?.id;
}
