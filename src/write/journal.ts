import { pathFault } from '../plan/plan-soundness.ts';
import { jsonIn } from '../read/json.ts';
import { Refusal } from '../refusal.ts';
import type { Files } from '../types.ts';

/** One path that a plan changes: what stands there before and after as Git blob ids, null for nothing. */
export interface Step {
  /** From the root. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A plan on its way: written down before the first file is touched, taken away after the last. */
export interface Journal {
  readonly version: 1;
  readonly title: string;
  readonly steps: readonly Step[];
  /** Folders that are not there before, outermost first. */
  readonly folders: readonly string[];
}

/** Where a journal says which way it goes: on to the new state, or back to the old one. */
export type Direction = 'forward' | 'back';

/** A step with the bytes before and after it. */
export interface StepBytes extends Step {
  readonly old: Uint8Array | null;
  readonly fresh: Uint8Array | null;
  /** Path whose permissions the new file takes. */
  readonly like: string;
}

const journalFolder = (root: string): string => `${root}/.slop/journal`;
const directionFile = (root: string, direction: Direction): string =>
  `${journalFolder(root)}/${direction}.json`;

/** Absolute place of the bytes of a step while they are not in place. */
export function keptBytes(root: string, index: number, which: 'old' | 'new'): string {
  return `${journalFolder(root)}/${which}/${index}`;
}

/**
 * Writes a journal and waits for the disk. It counts from the moment its last file, `forward.json`, is there; a
 * journal without it is the trace of a plan that changed nothing.
 */
export async function openJournal(
  files: Files,
  root: string,
  journal: Omit<Journal, 'version' | 'steps'>,
  steps: readonly StepBytes[],
): Promise<Journal> {
  await files.remove(journalFolder(root));
  for (const [index, { old, fresh, path, like }] of steps.entries()) {
    if (old !== null) await files.write(keptBytes(root, index, 'old'), old, { like: `${root}/${path}` });
    if (fresh !== null) await files.write(keptBytes(root, index, 'new'), fresh, { like: `${root}/${like}` });
  }
  const { title, folders } = journal;
  const bare = steps.map(({ path, before, after }): Step => ({ path, before, after }));
  const written: Journal = { version: 1, title, steps: bare, folders };
  await files.write(directionFile(root, 'forward'), `${JSON.stringify(written, null, 1)}\n`);
  return written;
}

/** Makes a journal lead back to the old state, from now on and after a kill. Needs no space on the disk. */
export async function turnBack(files: Files, root: string): Promise<void> {
  await files.rename(directionFile(root, 'forward'), directionFile(root, 'back'), { durable: true });
}

/** Ends a journal: first the file that makes it count, then the rest. */
export async function closeJournal(files: Files, root: string, direction: Direction): Promise<void> {
  await files.remove(directionFile(root, direction), { durable: true });
  await files.remove(journalFolder(root));
}

/** Takes away what a plan left that never began. */
export async function clearJournal(files: Files, root: string): Promise<void> {
  if ((await files.stat(journalFolder(root))) !== null) await files.remove(journalFolder(root));
}

/**
 * The journal of a plan that is not done, or null.
 * @throws Refusal when it is not one, or leads out of the record: it may have come with a clone.
 */
export async function readJournal(
  files: Files,
  root: string,
): Promise<{ readonly journal: Journal; readonly direction: Direction } | null> {
  for (const direction of ['forward', 'back'] as const) {
    const place = directionFile(root, direction);
    if ((await files.stat(place))?.type !== 'file') continue;
    const journal = journalIn(new TextDecoder().decode(await files.read(place)));
    if (journal === null) {
      throw new Refusal(
        `${place} is no journal of this version of slop: look into it, and delete ${journalFolder(root)} to keep all files as they are.`,
      );
    }
    return { journal, direction };
  }
  return null;
}

function journalIn(text: string): Journal | null {
  const journal = jsonIn(text) as Partial<Journal> | null;
  if (typeof journal !== 'object' || journal?.version !== 1 || typeof journal.title !== 'string') return null;
  const { steps, folders } = journal;
  if (!Array.isArray(steps) || !Array.isArray(folders)) return null;
  const paths = [...folders, ...steps.map((step: Partial<Step> | null) => step?.path)];
  const fine = paths.every((path) => typeof path === 'string' && pathFault(path) === null);
  return fine ? (journal as Journal) : null;
}
