import type { Document, Graph, GraphView, Item, Related, Rule } from '../../types.ts';
import { headPlace } from '../place.ts';
import { quoted } from '../words.ts';
import { cycleOf, haltFinder, type Reserve, reserving, type Use } from './reserves.ts';

interface Data {
  /** Which halt it is, and for how many there are slots. */
  readonly halt: number;
  readonly slots: number;
  readonly cr: string;
  /** The item that is said to authorise it; null where none is. */
  readonly by: string | null;
  /** Why that item does not; null where none is said. */
  readonly why: string | null;
  readonly [key: string]: string | number | null;
}

/**
 * A halt past the reserve of its change request needs an entry under `reserved.beyond` with an item of its own: one
 * that is defined, that nothing else was authorised by, and that came after the halt. The item that asks for such an
 * authorisation came before it, and is none.
 */
export const exceeded: Rule<Data> = {
  id: 'budget/exceeded',
  severity: 'warning',
  message: ({ halt, slots, cr, by, why }) =>
    by === null
      ? `This is halt ${halt} of ${quoted(cr)}, which has ${slots === 1 ? '1 slot' : `${slots} slots`} for cycles, and nothing authorises one more.`
      : `${by} does not authorise halt ${halt} of ${quoted(cr)} past its reserve: ${why}.`,
  help: () =>
    'Have whoever may decide it do so as an item of its own, and write it into the change request: reserved: beyond: [{ by: <item> }]; or close the work, or stay halted.',
  *graph(view) {
    const haltsOf = haltFinder(view);
    for (const { document: cr, reserve } of reserving(view)) {
      const halts = haltsOf(cr).slice(reserve.slots.length);
      for (const [index, halt] of halts.entries()) {
        const use = reserve.beyond[index];
        const data = { halt: reserve.slots.length + index + 1, slots: reserve.slots.length, cr: cr.id };
        const reserved = { path: cr.path, span: headPlace(cr, '/reserved/slots'), label: 'the reserve' };
        if (use === undefined) {
          if (isOver(halt, cr)) continue;
          const span = headPlace(halt, '/cycle');
          yield { path: halt.path, span, related: [reserved], data: { ...data, by: null, why: null } };
          continue;
        }
        const why = whyNot(use, halt, reserve, view);
        if (why === null) continue;
        const span = headPlace(cr, `${use.pointer}/by`);
        const related: readonly Related[] = [
          { path: halt.path, span: headPlace(halt, '/cycle'), label: 'the halt' },
        ];
        yield { path: cr.path, span, related, data: { ...data, by: use.by ?? '', why } };
      }
    }
  },
};

/** A halt that ended with the work being closed took no cycle. */
function isOver(halt: Document, cr: Document): boolean {
  return halt.status?.final === true && cr.status?.final === true;
}

function whyNot(
  { by, pointer }: Use,
  halt: Document,
  { used, beyond }: Reserve,
  { graph }: GraphView,
): string | null {
  if (by === null) return 'it names no item';
  const items = [...graph.items.values()].filter(({ id }) => id === by);
  const [item] = items;
  if (item === undefined) return 'it is defined nowhere';
  if ([...used, ...beyond].some((other) => other.pointer !== pointer && other.by === by)) {
    return 'it authorised something else already';
  }
  return cameBefore(item, halt, graph) ? 'it was settled before this halt came' : null;
}

/**
 * The halt names it; else by the cycles of the two notes where both have one, else by their days; of one day nobody can
 * tell.
 */
function cameBefore(item: Item, halt: Document, { byPath, items, out }: Graph): boolean {
  const note = byPath.get(item.definition.path);
  const isNamed = (out.get(halt.path) ?? []).some(
    ({ to }) => to?.type === 'item' && items.get(to.item) === item,
  );
  if (note === undefined || isNamed) return isNamed;
  const [cycle, own] = [cycleOf(note), cycleOf(halt)];
  if (cycle < Number.MAX_SAFE_INTEGER && own < Number.MAX_SAFE_INTEGER) return cycle < own;
  return note.date !== null && halt.date !== null && note.date < halt.date;
}
