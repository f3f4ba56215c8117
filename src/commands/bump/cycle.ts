import { type Cycle, hasCycles, isRunning, openHalts, reserveOf } from '../../plan/bump/cycle.ts';
import type { PlanView } from '../../plan/view.ts';
import { nameOf } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import { joined } from '../../rules/words.ts';
import type { Document } from '../../types.ts';
import { nearest } from '../../validate/nearest.ts';
import { namedNote } from '../named-note.ts';
import type { Here } from '../root.ts';
import type { Terminal } from '../terminal.ts';

/** What the command line says of an amendment cycle. */
export interface CycleOptions {
  /** The halt note that the new version answers: path, file name or id. False: it answers none. */
  readonly halt: string | false | null;
  /** The item that authorises it. */
  readonly by: string | null;
}

/**
 * The amendment cycle that a bump is for, or null. A change request that is being carried out, or whose phase has a
 * halt that nobody answered, is not bumped before it is said which halt that is, and past its reserve not before it is
 * said which item authorises it: both are asked on a terminal.
 * @throws Refusal that names what is missing, off a terminal; and for a note that has no cycles.
 */
export async function cycleFor(
  here: Here,
  view: PlanView,
  { ask }: Terminal,
  request: Document,
  { halt, by }: CycleOptions,
): Promise<Cycle | null> {
  if (!hasCycles(view.kinds.get(request.kind))) {
    if (!halt && by === null) return null;
    throw new Refusal(
      `${request.path} is of kind ${request.kind}, which has no amendment cycles: leave out --halt and --by.`,
    );
  }
  if (halt === false) return null;
  const open = openHalts(view.graph, request);
  if (halt === null && open.length === 0 && !isRunning(request)) {
    if (by === null) return null;
    throw new Refusal('--by names who authorises an amendment cycle: say with --halt which halt it answers.');
  }
  const reserve = reserveOf(request);
  const isBeyond = reserve !== null && reserve.free === null;
  const guess = open.length === 1 ? nameOf(open[0]?.path ?? '') : '';
  const answered = halt ?? (ask && (await ask.line('halt note that this version answers: ', guess)));
  const item =
    by ?? (isBeyond && ask ? await ask.line('item that authorises it, beyond the reserve: ', '') : null);
  const missing = [
    ...(answered?.trim() ? [] : [`--halt ${guess || '<note>'}${others(open)}`]),
    ...(isBeyond && !item?.trim()
      ? [`--by <item>, which authorises a cycle beyond ${reserveWords(reserve.slots)}`]
      : []),
  ];
  if (missing.length > 0 || !answered) {
    throw new Refusal(
      `${request.path} ${isRunning(request) ? `is ${request.status?.value}` : 'has a halt to answer'}, so its next version answers a halt: add ${joined(missing, 'and')}; or --no-halt for another reason.`,
    );
  }
  const note = namedNote(here, view.graph, answered.trim());
  if (note.kind !== 'halt-note')
    throw new Refusal(`${note.path} is no halt note: it is of kind ${note.kind}.`);
  return { halt: note, by: item?.trim() ? itemNamed(view, item.trim()) : null };
}

/** The id of an item that some note states. @throws Refusal when none does: who would have let it? */
function itemNamed({ graph }: PlanView, written: string): string {
  const ids = new Set([...graph.items.values()].map(({ id }) => id));
  if (ids.has(written)) return written;
  const near = nearest(written, ids);
  const advice =
    near === null
      ? 'state it in a note first, such as the scoping note of the cycle.'
      : `did you mean ${near}?`;
  throw new Refusal(`No note of the record states an item ${JSON.stringify(written)}: ${advice}`);
}

function others(open: readonly Document[]): string {
  if (open.length === 0) return ' (make one with slop new halt-note)';
  return open.length === 1
    ? ''
    : ` (${joined(
        open.map(({ path }) => nameOf(path)),
        'or',
      )})`;
}

function reserveWords(slots: readonly string[]): string {
  if (slots.length === 0) return 'a reserve of no slots';
  return `the reserve (${slots.length === 1 ? 'its slot is' : `all of its ${slots.length} slots are`} used)`;
}
