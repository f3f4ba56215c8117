import { exits } from '../codes.ts';
import type { OpenLane } from '../context.ts';
import { readLog } from '../log/log.ts';
import type { Requested } from '../request.ts';
import { initialState } from '../state/initial.ts';
import { LaneTrouble } from '../trouble.ts';

/** Kinds of turns that ask for more than what the first message of a lane may. */
const PLANS: ReadonlySet<string | null> = new Set(['planning-start', 'planning-revision']);

/**
 * Refuses a turn that comes too early, by what the log of its lane has: a repair comes after an orientation, and the
 * first message of a lane does not ask for a plan.
 */
export async function refuseOutOfOrder(
  { world, folder, name }: Pick<OpenLane, 'world' | 'folder' | 'name'>,
  { request: { kind, path }, onlyReading }: Requested,
): Promise<void> {
  const asksForPlan = PLANS.has(kind) && !onlyReading;
  if (kind !== 'bugfix-fix' && !asksForPlan) return;
  const accepted = await acceptedKinds(world, folder, name);
  if (kind === 'bugfix-fix' && !accepted.has('bugfix-orientation')) {
    const told = `${path} asks lane ${name} for a repair, and no bugfix-orientation was accepted there: send one first, and review it.`;
    throw new LaneTrouble('out_of_order', exits.note, told);
  }
  if (asksForPlan && accepted.size === 0) {
    const told = `${path} asks lane ${name} for a plan with its first message: send what is to be read first (a kickoff prompt, or a planning-start with message: reading), review that, then this.`;
    throw new LaneTrouble('out_of_order', exits.note, told);
  }
}

/** Kinds of the turns that were accepted; null for a message that was no turn. */
async function acceptedKinds(
  world: OpenLane['world'],
  folder: string,
  name: string,
): Promise<ReadonlySet<string | null>> {
  const accepted = new Set<string | null>();
  let kind: string | null = null;
  await readLog(world, folder, initialState(name), ({ event }) => {
    if (event.type === 'turn.claimed') kind = event.request.kind;
    if (event.type === 'turn.reviewed' && event.verdict === 'accepted') accepted.add(kind);
  });
  return accepted;
}
