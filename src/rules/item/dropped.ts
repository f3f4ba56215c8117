import type { Document, Graph, Item, ItemPlace, Rule } from '../../types.ts';
import { SETTLED } from '../../validate/item-shape.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted } from '../words.ts';

/**
 * Between the current version of a note whose kind carries items on (a manifest, a queue) and the version before it:
 * what the older states, the newer neither states nor names, and no entry of a head gives a destination or an end.
 */
export const dropped: Rule<{ id: string; before: string }> = {
  id: 'item/dropped',
  severity: 'warning',
  message: ({ id, before }) =>
    `${quoted(id)} was in ${quoted(before)} and is gone, and nothing says where to.`,
  help: ({ id }) =>
    `Carry ${id} on, or give it an entry under items: with its state (done, rejected, promoted) or with to:.`,
  *graph({ graph, kinds }) {
    for (const { current, versions } of graph.lineages.values()) {
      const before = versions[versions.indexOf(current) - 1];
      if (before === undefined || kinds.get(current.kind)?.carries !== true || before.draft === null)
        continue;
      const kept = keysIn(current, graph);
      for (const [key, item] of graph.items) {
        const place = item.places.find(({ path }) => path === before.path);
        if (place === undefined || kept.has(key) || hasEnd(item, place)) continue;
        const related = [{ path: place.path, span: place.span, label: 'where it was' }];
        const data = { id: item.id, before: before.path };
        yield { path: current.path, span: versionPlaceOf(current), related, data };
      }
    }
  },
};

function keysIn({ path }: Document, { items, out }: Graph): ReadonlySet<string> {
  const named = (out.get(path) ?? []).flatMap(({ to }) => (to?.type === 'item' ? [to.item] : []));
  const stated = [...items].flatMap(([key, { places }]) =>
    places.some((place) => place.path === path) ? [key] : [],
  );
  return new Set([...named, ...stated]);
}

/** Whether the older version or a later note says what became of an item. */
function hasEnd({ places, state }: Item, before: ItemPlace): boolean {
  const said = places.slice(places.indexOf(before));
  return SETTLED.has(state ?? '') || said.some(({ to }) => to !== null);
}
