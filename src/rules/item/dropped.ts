import { once } from '../../parse/once.ts';
import type { Document, Graph, Item, ItemPlace, Rule } from '../../types.ts';
import { SETTLED } from '../../validate/item-shape.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted } from '../words.ts';
import { itemsByNote } from './by-note.ts';

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
    const byNote = once(() => itemsByNote(graph));
    for (const { current, versions } of graph.lineages.values()) {
      // What cannot be read is no other finding than that.
      if (kinds.get(current.kind)?.carries !== true || current.draft?.opaque !== false) continue;
      const before = versions.slice(0, versions.indexOf(current)).findLast(({ draft }) => draft !== null);
      if (before === undefined) continue;
      const kept = keysNamed(current, graph);
      for (const { key } of byNote().get(current.path) ?? []) kept.add(key);
      for (const { key, item, place } of byNote().get(before.path) ?? []) {
        if (kept.has(key)) continue;
        // Once, though the older one states it at several places.
        kept.add(key);
        if (hasEnd(item, place)) continue;
        const related = [{ path: place.path, span: place.span, label: 'where it was' }];
        const data = { id: item.id, before: before.path };
        yield { path: current.path, span: versionPlaceOf(current), related, data };
      }
    }
  },
};

function keysNamed({ path }: Document, { out }: Graph): Set<string> {
  return new Set((out.get(path) ?? []).flatMap(({ to }) => (to?.type === 'item' ? [to.item] : [])));
}

/** Whether the older version or a later note says what became of an item. */
function hasEnd({ places, state }: Item, before: ItemPlace): boolean {
  const said = places.slice(places.indexOf(before));
  return SETTLED.has(state ?? '') || said.some(({ to }) => to !== null);
}
