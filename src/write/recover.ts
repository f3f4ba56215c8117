import { Refusal } from '../refusal.ts';
import type { Files } from '../types.ts';
import { exclusively, type Writing } from './claim.ts';
import { clearJournal, closeJournal, readJournal, type Step, turnBack } from './journal.ts';
import { Intruded, oidAt, replaceAll } from './replace.ts';
import { whyNot } from './why-not.ts';

/** What became of a plan that was cut off. */
interface Recovered {
  readonly title: string;
  /** The state the files are in now. */
  readonly state: 'new' | 'old';
  readonly steps: readonly Step[];
}

/**
 * The title of a plan that is being applied, or was cut off, with a file not in place yet; null when the record is
 * whole, as it is to the hooks of the commit that a plan ends with.
 */
export async function unfinished(files: Files, root: string): Promise<string | null> {
  const found = await readJournal(files, root);
  const left = found?.direction === 'forward' ? 'before' : 'after';
  for (const step of found?.journal.steps ?? []) {
    if ((await oidAt(files, root, step.path)) === step[left]) return found?.journal.title ?? null;
  }
  return null;
}

/**
 * Brings a plan that was cut off to its end, or back to its beginning when its end cannot be reached. Null when
 * there was none.
 * @throws Refusal when another process is at work, or a file was changed since by something else.
 */
export async function recover(world: Writing, root: string): Promise<Recovered | null> {
  const found = await readJournal(world.files, root);
  if (found === null) return null;
  return exclusively(world, root, found.journal.title, () => recoverClaimed(world.files, root));
}

/** As `recover`, for who has the claim already. */
export async function recoverClaimed(files: Files, root: string): Promise<Recovered | null> {
  const found = await readJournal(files, root);
  if (found === null) {
    await clearJournal(files, root);
    return null;
  }
  const { journal, direction } = found;
  const { title, steps } = journal;
  try {
    if (direction === 'forward') {
      try {
        await replaceAll(files, root, journal, 'forward');
        await closeJournal(files, root, 'forward');
        return { title, state: 'new', steps };
      } catch (error) {
        if (error instanceof Intruded) throw error;
        whyNot(error);
        await turnBack(files, root);
      }
    }
    await replaceAll(files, root, journal, 'back');
    await closeJournal(files, root, 'back');
    return { title, state: 'old', steps };
  } catch (error) {
    if (error instanceof Intruded) throw new Refusal(intruded(root, title, error.path));
    throw new Refusal(
      `The unfinished plan (${title}) could be neither finished nor taken back: ${whyNot(error)}.`,
    );
  }
}

function intruded(root: string, title: string, path: string): string {
  return `A plan was cut off (${title}), and ${path} was changed since, so that it can be neither finished nor taken back: put ${path} back as it was, or delete ${root}/.slop/journal to keep all files as they are now.`;
}
