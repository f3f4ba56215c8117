import { Refusal } from '../refusal.ts';
import type { Plan } from '../types.ts';
import { prepare } from './base.ts';
import { exclusively, type Writing } from './claim.ts';
import { clearJournal, closeJournal, type Journal, openJournal, type Step, turnBack } from './journal.ts';
import { recoverClaimed } from './recover.ts';
import { replaceAll } from './replace.ts';
import { whyNot } from './why-not.ts';

/**
 * Applies a plan entirely or not at all: base compared, journal written and synced, files replaced by rename,
 * journal taken away. A process killed at any point leaves a journal that `recover` brings to the new state, or
 * nothing. `last` runs when every file is in place, with what changed; when it throws, everything goes back.
 * Hands back what changed, sorted by path.
 * @throws Refusal when the base moved, another process is at work, or the disk says no: then nothing has changed.
 */
export async function applyPlan(
  world: Writing,
  root: string,
  plan: Plan,
  last: (steps: readonly Step[]) => Promise<void> = async () => {},
): Promise<readonly Step[]> {
  return claimed(world, root, plan.title, async () => {
    const { files } = world;
    await recoverClaimed(files, root);
    const { steps, folders } = await prepare(files, root, plan);
    if (steps.length === 0) return [];
    const journal = await opened(world, root, plan, () =>
      openJournal(files, root, { title: plan.title, folders }, steps),
    );
    let placed = false;
    try {
      await replaceAll(files, root, journal, 'forward');
      placed = true;
      await last(journal.steps);
    } catch (error) {
      // What ran last may have touched the files itself, as a formatter in a commit hook does.
      await goBack(world, root, journal, placed);
      throw error instanceof Refusal
        ? error
        : new Refusal(`Nothing was changed (${plan.title}): ${whyNot(error)}.`);
    }
    await closed(world, root, journal);
    return journal.steps;
  });
}

async function closed({ files }: Writing, root: string, { title }: Journal): Promise<void> {
  try {
    await closeJournal(files, root, 'forward');
  } catch (error) {
    throw new Refusal(
      `The plan is applied (${title}), but its journal is still there: ${whyNot(error)}. Mend that, then run slop apply.`,
    );
  }
}

async function claimed<T>(world: Writing, root: string, title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await exclusively(world, root, title, work);
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error && 'code' in error)) throw error;
    throw new Refusal(`Nothing was changed (${title}): ${whyNot(error)}.`);
  }
}

async function opened(
  { files }: Writing,
  root: string,
  plan: Plan,
  open: () => Promise<Journal>,
): Promise<Journal> {
  try {
    return await open();
  } catch (error) {
    // What failed is told, not that its remains could not be taken away too: the next plan clears them.
    await clearJournal(files, root).catch(() => {});
    throw new Refusal(`Nothing was changed (${plan.title}): ${whyNot(error)}.`);
  }
}

async function goBack({ files }: Writing, root: string, journal: Journal, force: boolean): Promise<void> {
  try {
    await turnBack(files, root);
    await replaceAll(files, root, journal, 'back', force);
    await closeJournal(files, root, 'back');
  } catch (error) {
    throw new Refusal(
      `This plan could be neither applied nor taken back (${journal.title}): ${whyNot(error)}. Mend that, then run slop apply.`,
    );
  }
}
