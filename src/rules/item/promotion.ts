import { itemNamed, itemNames } from '../../parse/item-names.ts';
import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

/** States in which somebody has said what becomes of a candidate. */
const ANSWERED = ['promoted', 'rejected', 'done'];

/** The threshold is that of the shape in slop.yaml; how often a candidate was seen, the newest note says that says it. */
export const promotion: Rule<{ id: string; instances: number; threshold: number }> = {
  id: 'item/promotion',
  severity: 'warning',
  message: ({ id, instances, threshold }) =>
    `${quoted(id)} was seen ${instances} times, and from ${threshold} on it is to be promoted.`,
  help: () =>
    'Promote it (state: promoted in the next manifest), or say why not: state: rejected, or carried with a note and a to:.',
  *graph({ graph, config }) {
    const names = itemNames(config.items);
    if (names === null) return;
    for (const { id, state, instances, places } of graph.items.values()) {
      const threshold = itemNamed(id, names)?.shape.promotion ?? null;
      const counted = places.findLast((place) => place.instances !== null);
      if (threshold === null || instances === null || counted === undefined || instances < threshold)
        continue;
      const said = places.slice(places.findLastIndex((place) => place.state !== null));
      const isCarried = state === 'carried' && said.some(({ to }) => to !== null);
      if (ANSWERED.includes(state ?? '') || isCarried) continue;
      const { path, span } = counted;
      if (graph.byPath.get(path)?.archived === false)
        yield { path, span, data: { id, instances, threshold } };
    }
  },
};
