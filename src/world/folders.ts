import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it, where they are not there. One by one: below /proc, where Linux denies a folder
 * with ENOENT, Node's `recursive` tries for ever.
 * @returns those made, outermost first.
 * @throws Node's error of the one that could not be made.
 */
export function makeFolders(folder: string, mode?: number): readonly string[] {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at) && path.dirname(at) !== at; at = path.dirname(at))
    missing.unshift(at);
  return missing.filter((one) => makeFolder(one, mode));
}

/** False where another process was first. */
function makeFolder(place: string, mode: number | undefined): boolean {
  try {
    mkdirSync(place, { mode });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes a new or renamed file in a folder last. Where a system cannot sync a folder, it is as safe as that system
 * makes it.
 * @throws Node's error of a disk that fails.
 */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') throw error;
  }
}
