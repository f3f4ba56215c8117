import { randomUUID } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Files, FolderEntry } from '../types.ts';

interface Typed {
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

const typeOf = (entry: Typed | Dirent): FolderEntry['type'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/**
 * The disk. Paths are absolute; failures are Node's errors with their `code`, unchanged. Reading is done in
 * place: for the small files of a record a round through Node's thread pool costs more than the reading.
 */
export const diskFiles: Files = {
  read: async (place) => readFileSync(place),
  list: async (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      type: typeOf(entry),
    })),
  stat: async (place) => {
    try {
      const found = lstatSync(place);
      return { type: typeOf(found), size: found.size };
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
      throw error;
    }
  },
  realPath: (place) => realpath(place),
  write: writeWhole,
  rename: async (from, to) => {
    await mkdir(path.dirname(to), { recursive: true });
    await rename(from, to);
  },
  remove: (place) => rm(place, { recursive: true, force: true }),
};

/**
 * Writes beside the target and renames over it, so that no reader and no kill ever sees half a file. Unless
 * told that the file can be made again (`durable: false`), waits until the disk has it.
 */
async function writeWhole(
  place: string,
  bytes: string | Uint8Array,
  { durable = true }: { readonly durable?: boolean } = {},
): Promise<void> {
  const folder = path.dirname(place);
  const beside = path.join(folder, `.slop-${randomUUID()}.tmp`);
  const mode = await modeOf(place);
  const handle = await open(beside, 'wx', mode).catch(async (error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    await mkdir(folder, { recursive: true });
    return open(beside, 'wx', mode);
  });
  try {
    try {
      await handle.writeFile(bytes);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  if (durable) await syncFolder(folder);
}

/** A file that is replaced keeps its permissions. */
async function modeOf(place: string): Promise<number | undefined> {
  const found = await lstat(place).catch(() => null);
  return found?.isFile() ? found.mode & 0o777 : undefined;
}

/** Some systems cannot sync a folder; the rename is then as safe as they make it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
