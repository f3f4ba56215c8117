import { claimed } from '../write/claim.ts';
import { exits } from './codes.ts';
import type { LaneContext, OpenLane } from './context.ts';
import { gitIn, saidBy } from './git.ts';
import { knownStates } from './log/current.ts';
import { laneFolder, ownFolder } from './log/place.ts';
import { LaneTrouble } from './trouble.ts';
import { workFolder } from './work-folder.ts';

const PATIENCE = 30_000;

/**
 * Runs work while no other lane can begin in the same folder, which is made where it is a work tree of the lane's own.
 * @throws LaneTrouble when another lane works there, or the folder is not there.
 */
export async function guardFolder<T>(
  context: LaneContext,
  lane: OpenLane,
  work: () => Promise<T>,
): Promise<T> {
  const { world, place, name } = lane;
  const claim = {
    folder: `${place.folder}/claims`,
    title: `starting lane ${name}`,
    where: 'starting a lane',
    patience: PATIENCE,
  };
  return claimed(world, claim, async () => {
    await makeWorktree(context, lane);
    if ((await world.files.stat(lane.cwd))?.type !== 'folder') {
      const isLaunchedFrom = (await world.files.stat(lane.root)) !== null;
      const told = isLaunchedFrom
        ? `${lane.cwd}, where lane ${name} works, is not there: make it, or name another folder in slop.yaml.`
        : `${lane.root}, the work tree that lane ${name} was launched from, is gone, and its session is known only there: bring it back, or declare another lane.`;
      throw new LaneTrouble('worktree_missing', exits.machine, told);
    }
    await nobodyElse(lane);
    return work();
  });
}

/** The link from the work tree's folder to whoever works there is the other lanes' own logs. */
async function nobodyElse({ world, place, name, cwd, declaration }: OpenLane): Promise<void> {
  if (declaration.worktree !== null) return;
  for (const { lane, process: running, declaration: own, root } of await knownStates(world, place.folder)) {
    if (lane === name || running === null || own === null) continue;
    if (workFolder(own, root ?? place.root, laneFolder(place, lane)) !== cwd) continue;
    if ((await world.processes.runs(running)) === false) continue;
    const told = `Lane ${lane} works in ${cwd}: slop lane stop ${lane} ends that, or give lane ${name} a worktree in slop.yaml.`;
    throw new LaneTrouble('worktree_busy', exits.notReady, told);
  }
}

/** Branches of a work tree come from slop.yaml; one that is not there begins at the published commit. */
async function makeWorktree({ world, root }: LaneContext, lane: OpenLane): Promise<void> {
  const { worktree } = lane.declaration;
  if (worktree === null || (await world.files.stat(lane.cwd)) !== null) return;
  await ownFolder(world, lane.folder);
  const git = gitIn(world, root);
  const known = await git(['rev-parse', '--quiet', '--verify', `refs/heads/${worktree}`]);
  const branch = known.code === 0 ? [lane.cwd, worktree] : ['-b', worktree, lane.cwd, lane.published.commit];
  // Git still knows one whose folder was deleted, and makes none in its place; a folder that is there stays.
  await git(['worktree', 'remove', lane.cwd]);
  const made = await git(['worktree', 'add', ...branch]);
  if (made.code === 0) return;
  throw new LaneTrouble(
    'worktree_missing',
    exits.machine,
    `Git made no work tree for lane ${lane.name}: ${saidBy(made)}`,
  );
}
