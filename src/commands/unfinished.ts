import { Refusal } from '../refusal.ts';
import type { World } from '../types.ts';
import type { Step } from '../write/journal.ts';
import { recover, unfinished } from '../write/recover.ts';
import type { Terminal } from './terminal.ts';

/**
 * For commands that read: a record half old and half new is no record.
 * @throws Refusal that names the plan which is being applied or was cut off.
 */
export async function refuseUnfinished({ files }: Pick<World, 'files'>, root: string): Promise<void> {
  const title = await unfinished(files, root);
  if (title === null) return;
  throw new Refusal(
    `A plan is unfinished (${title}), so that files may be old or new: run slop apply to finish it, or wait for the slop that is at it.`,
  );
}

/**
 * For commands that write, before they read: finishes a plan that was cut off, and says so. One that will only
 * show (`dryRun`) writes nothing and refuses as a reading command does. Hands back whether there was such a plan.
 * @throws Refusal when it cannot be finished, or another process is at work.
 */
export async function beginWriting(
  world: World,
  terminal: Terminal,
  root: string,
  dryRun: boolean,
): Promise<boolean> {
  if (dryRun) {
    await refuseUnfinished(world, root);
    return false;
  }
  const recovered = await recover(world, root);
  if (recovered === null) return false;
  const end =
    recovered.state === 'new'
      ? `is finished now${await committedOrNot(world, root, recovered.steps)}`
      : 'could not be finished and is taken back';
  await terminal.err(`slop: A plan that was cut off ${end}: ${recovered.title}\n`);
  return true;
}

/** Whether the commit that a plan may have ended with was made before the kill, in words; '' outside of Git. */
async function committedOrNot(
  { git }: Pick<World, 'git'>,
  root: string,
  [step]: readonly Step[],
): Promise<string> {
  const repository = await git.find(root);
  if (repository === null || step === undefined) return '';
  // A plan is committed whole, or not at all. Bytes of the work tree need not be those of the commit.
  const isThere = (await repository.committed(root, 'HEAD', [step.path])).has(step.path);
  const isCommitted =
    step.after === null ? !isThere : isThere && !(await repository.changedLines(root, 'HEAD')).has(step.path);
  return isCommitted ? ', and committed' : ', but not committed';
}
