import { blobId } from '../read/blob.ts';
import { foldersAbove } from '../read/paths.ts';
import type { Files } from '../types.ts';
import { type Direction, type Journal, keptBytes, type Step } from './journal.ts';

/**
 * Git's blob id of the regular file at a path from the root; null when nothing is there, '' for something else or
 * a way that leads through a link.
 */
export async function oidAt(files: Files, root: string, path: string): Promise<string | null> {
  for (const folder of foldersAbove(path)) {
    const above = await files.stat(`${root}/${folder}`);
    if (above !== null && above.type !== 'folder') return '';
  }
  const there = await files.stat(`${root}/${path}`);
  if (there === null) return null;
  return there.type === 'file' ? blobId(await files.read(`${root}/${path}`)) : '';
}

/** A file holds neither what stood there before the plan nor what stands there after it. */
export class Intruded extends Error {
  override readonly name = 'Intruded';
  readonly path: string;
  constructor(path: string) {
    super(`${path} was changed by something else`);
    this.path = path;
  }
}

/**
 * Brings every path of a journal to its new state, or back to its old one. What is there already is passed over,
 * so it can be done again after a kill. New contents come into place first and what goes is taken away last, with the
 * folders that it leaves empty: at no moment is a text in neither place. `force` goes back over changes that something
 * else made meanwhile.
 * @throws Intruded before it would overwrite what is neither old nor new; and Node's errors.
 */
export async function replaceAll(
  files: Files,
  root: string,
  { steps, folders }: Journal,
  direction: Direction,
  force = false,
): Promise<void> {
  const wanted = (step: Step): string | null => (direction === 'forward' ? step.after : step.before);
  const numbered = [...steps.entries()];
  const placed = numbered.filter(([, step]) => wanted(step) !== null);
  const gone = numbered.filter(([, step]) => wanted(step) === null);
  for (const [index, step] of [...placed, ...gone]) {
    const now = await oidAt(files, root, step.path);
    const want = wanted(step);
    if (now === want) continue;
    if (!force && now !== step.before && now !== step.after) throw new Intruded(step.path);
    const place = `${root}/${step.path}`;
    if (want === null) await files.remove(place, { durable: true });
    else await bringIn(files, keptBytes(root, index, direction === 'forward' ? 'new' : 'old'), place);
  }
  const left = gone.flatMap(([, { path }]) => foldersAbove(path));
  await removeEmpty(files, root, direction === 'back' ? folders : left);
}

/** By rename, which needs no space; where the record lies on another disk than its root, by a copy beside. */
async function bringIn(files: Files, kept: string, place: string): Promise<void> {
  try {
    await files.rename(kept, place, { durable: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await files.write(place, await files.read(kept), { like: kept });
  }
}

async function removeEmpty(files: Files, root: string, folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) {
    const place = `${root}/${folder}`;
    if ((await files.stat(place))?.type !== 'folder') continue;
    if ((await files.list(place)).length === 0) await files.remove(place);
  }
}
