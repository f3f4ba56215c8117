import { claimed } from '../write/claim.ts';
import type { Lane } from './lane.ts';
import { keepBodies } from './log/bodies.ts';
import { currentState } from './log/current.ts';
import { appendLog, mendLog } from './log/log.ts';
import { ownFolder } from './log/place.ts';
import { writeProjections } from './log/projections.ts';
import { carryOut } from './orders.ts';
import type { LaneState, Observation } from './types.ts';

/** Milliseconds that a process waits for another one that is writing the log, or hands a message over. */
const PATIENCE = 45_000;

/** Runs work that no other process does in a lane at the same time, nor moves it meanwhile; its folder is there then. */
export async function alone<T>(
  { world, folder, name }: Pick<Lane, 'world' | 'folder' | 'name'>,
  title: string,
  work: () => Promise<T>,
): Promise<T> {
  await ownFolder(world, folder);
  const claim = { folder: `${folder}/claims`, title, where: `at work in lane ${name}`, patience: PATIENCE };
  return claimed(world, claim, work);
}

/**
 * Moves a lane: under its claim, reads what the log says now, lets `decide` answer in events, writes them and waits
 * for the disk, and only then carries out what follows from them, and so on with what that brings about. What `decide`
 * throws leaves the lane as it was.
 * @returns the state behind all of it.
 */
export async function act(
  lane: Lane,
  title: string,
  decide: (state: LaneState) => readonly Observation[] | Promise<readonly Observation[]>,
  known: LaneState | null = null,
): Promise<LaneState> {
  const { world, folder, name } = lane;
  return alone(lane, title, async () => {
    const reading = await currentState(world, folder, name, known);
    let state = reading.state;
    const torn = await mendLog(world, folder, reading);
    for (let next = [...torn, ...fresh(await decide(state), state, known)]; next.length > 0; ) {
      const bodies = next.flatMap((one) => [...(one.bodies ?? [])]);
      await keepBodies(world, folder, bodies);
      const written = await appendLog(world, folder, state, next);
      state = written.state;
      next = [];
      for (const order of written.orders) next.push(...(await carryOut(lane, state, order)));
    }
    await writeProjections(world, folder, state);
    return state;
  });
}

/**
 * Without the lines that another process has read off the session's files meanwhile: the last event of each has its
 * place. That a file was cut counts where nobody has read on in it since.
 */
function fresh(
  observations: readonly Observation[],
  { read }: LaneState,
  known: LaneState | null,
): readonly Observation[] {
  let isNew = true;
  return observations
    .toReversed()
    .filter(({ from }) => {
      if (from !== null)
        isNew = from.end > (read[from.file] ?? 0) || read[from.file] === known?.read[from.file];
      return isNew;
    })
    .toReversed();
}
