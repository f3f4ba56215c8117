import path from 'node:path';
import type { LaneContext } from '../../lane/context.ts';
import { keepEvidence, type WantedEvidence, wantedEvidence } from '../../lane/operations/evidence.ts';
import { readPlaces } from '../../project.ts';
import { OWN } from '../../read/repositories.ts';
import type { Probe, World } from '../../types.ts';
import { claimed } from '../../write/claim.ts';
import { keepReceipt } from '../../write/keep-receipt.ts';
import { type MeasuredRun, measure } from '../../write/measure.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Runs the probes that the note of a lane's last turn asks for, each in a clean work tree at the commit that the turn
 * left, and keeps what they came to. What is interrupted counts as not run.
 * @returns whether there was something to run.
 * @throws Refusal when another process is at it.
 */
export async function takeEvidence(
  world: World,
  terminal: Terminal,
  context: LaneContext,
  lane: string,
): Promise<boolean> {
  const wanted = await wantedEvidence(context, lane);
  if (wanted === null) return false;
  const claim = {
    folder: `${wanted.folder}/evidence/claims`,
    title: `evidence of turn ${wanted.number}`,
    where: `measuring what lane ${lane} did`,
    patience: 0,
  };
  await claimed(world, claim, async () => {
    const places = await readPlaces(world, context.root, wanted.settings);
    const folderOf = ({ repository }: Probe): string | null =>
      repository === OWN ? context.root : (places.get(repository)?.folder ?? null);
    for (const name of wanted.probes) {
      const probe = wanted.settings.probes.find((one) => one.name === name);
      const { receipt, ...measured } =
        probe === undefined
          ? unmeasured(`slop.yaml had no probe ${name} when the turn was sent`)
          : await inCleanTree(world, terminal, wanted, probe, folderOf(probe));
      if (measured.interrupted) return;
      const kept = receipt && { ...receipt, path: await keepReceipt(world.files, context.root, receipt) };
      const { why, output } = measured;
      await keepEvidence(context, lane, wanted.turn, { probe: name, receipt: kept, why, output });
    }
  });
  return true;
}

interface Taken extends MeasuredRun {
  readonly interrupted: boolean;
}

const unmeasured = (why: string): Taken => ({ receipt: null, why, output: '', interrupted: false });

async function inCleanTree(
  world: World,
  terminal: Terminal,
  wanted: WantedEvidence,
  probe: Probe,
  folder: string | null,
): Promise<Taken> {
  const { repository } = probe;
  if (folder === null)
    return unmeasured(
      `there is no clone of ${repository} on this machine: name its folder in slop.local.yaml`,
    );
  const [own, found] = await Promise.all([world.git.find(wanted.cwd), world.git.find(folder)]);
  // Without it nobody can tell what the turn left, and what lies elsewhere is not that.
  if (own === null) return unmeasured(`${wanted.cwd}, where the lane works, is gone`);
  if (found === null) return unmeasured(`${folder} holds no work tree of ${repository}`);
  const isOwn = (await own.shared()) === (await found.shared());
  const oid = isOwn ? wanted.head : ((await world.probing.standing(folder))?.oid ?? null);
  if (oid === null) return unmeasured(`nothing is committed in ${repository}`);
  const tree = `${wanted.folder}/evidence/tree`;
  const inTree = path.posix.join(tree, path.posix.relative(found.root, folder));
  // What a run that was killed has left.
  await world.probing.endLeft(inTree);
  await world.workTrees.remove(folder, tree);
  const why = await world.workTrees.checkOut(folder, oid, tree);
  if (why !== null)
    return unmeasured(`there is no clean work tree of ${repository} at ${oid.slice(0, 7)}: ${why}`);
  try {
    const place = { folder: inTree, oid, clean: true };
    return await terminal.guard(async (interrupted) => {
      const watch = { interrupted, progress: terminal.progress };
      const measured = await measure(world, probe, place, [wanted.note], watch);
      return { ...measured, interrupted: interrupted.aborted };
    });
  } finally {
    await world.workTrees.remove(folder, tree);
  }
}
