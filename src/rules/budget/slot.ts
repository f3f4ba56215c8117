import type { Rule } from '../../types.ts';
import { headPlace } from '../place.ts';
import { reserving } from './reserves.ts';

/** A slot under `reserved.used` that is not among `reserved.slots`, or that an entry before it used already. */
export const unreservedSlot: Rule<{ slot: string; slots: readonly string[]; twice: boolean }> = {
  id: 'budget/slot',
  severity: 'error',
  message: ({ slot, twice }) => (twice ? `Slot ${slot} is used twice.` : `Slot ${slot} was never reserved.`),
  help: ({ slots }) =>
    `Reserved are ${slots.join(', ') || 'none'}; a cycle past them goes under reserved.beyond, with the item that authorises it.`,
  *graph(view) {
    for (const { document, reserve } of reserving(view)) {
      const seen = new Set<string>();
      for (const { pointer, slot } of reserve.used) {
        if (slot === null) continue;
        const twice = seen.has(slot);
        seen.add(slot);
        if (!twice && reserve.slots.includes(slot)) continue;
        const span = headPlace(document, `${pointer}/slot`);
        yield { path: document.path, span, data: { slot, slots: reserve.slots, twice } };
      }
    }
  },
};
