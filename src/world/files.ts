import { randomUUID } from 'node:crypto';
import {
  closeSync,
  type Dirent,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { realpath, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Files, FolderEntry } from '../types.ts';
import { makeFolders, syncFolder } from './folders.ts';

interface Typed {
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

const typeOf = (entry: Typed | Dirent): FolderEntry['type'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';

/** Permission to write, for anyone. */
const WRITABLE = 0o222;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/**
 * The disk. Paths are absolute; failures are Node's errors with their `code`, unchanged. Files are read and
 * written in place: for the small files of a record a round through Node's thread pool costs more than the work.
 */
export const diskFiles: Files = {
  read: async (place) => readWhole(place),
  holds: holdsAll,
  list: async (folder) =>
    readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, type: typeOf(entry) })),
  stat: async (place) => {
    const found = statOf(place);
    if (found === null) return null;
    const facts = { type: typeOf(found), size: found.size, modified: found.mtimeMs };
    return (found.mode & WRITABLE) === 0 ? { ...facts, readOnly: true } : facts;
  },
  realPath: (place) => realpath(place),
  write: async (place, bytes, { durable = true, like = place } = {}) =>
    writeWhole(place, bytes, durable, statOf(like)),
  create: createNew,
  rename: async (from, to, { durable = false } = {}) => {
    makeFolder(path.dirname(to), durable);
    await rename(from, to);
    if (durable) syncFolder(path.dirname(to));
  },
  remove: async (place, { durable = false } = {}) => {
    rmSync(place, { recursive: true, force: true });
    if (durable && statOf(path.dirname(place)) !== null) syncFolder(path.dirname(place));
  },
};

/** Node does not say which file it is whose reading failed once it was open, as that of a folder does. */
function readWhole(place: string): Uint8Array {
  try {
    return readFileSync(place);
  } catch (error) {
    if (error instanceof Error && !('path' in error)) error.message += ` '${place}'`;
    throw error;
  }
}

/** Bytes of a file after which others get their turn. */
const LONG = 500_000;

/** Done once what came meanwhile, such as a signal, was heard. */
const others = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function holdsAll(place: string, pieces: Iterable<Uint8Array>): Promise<boolean> {
  const handle = openSync(place, 'r');
  try {
    for (const piece of pieces) {
      const there = Buffer.allocUnsafe(piece.byteLength);
      if (readSync(handle, there) < piece.byteLength || there.compare(piece) !== 0) return false;
      if (piece.byteLength > LONG) await others();
    }
    return readSync(handle, Buffer.allocUnsafe(1)) === 0;
  } finally {
    closeSync(handle);
  }
}

function statOf(place: string): Stats | null {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/**
 * Writes beside the target and renames over it, so that no reader and no kill ever sees half a file. It has the
 * permissions of `like`. When `durable`, waits until the disk has it.
 */
function writeWhole(place: string, bytes: string | Uint8Array, durable: boolean, like: Stats | null): void {
  const folder = path.dirname(place);
  const beside = path.join(folder, `.slop-${randomUUID()}.tmp`);
  const handle = create(beside, durable);
  try {
    try {
      if (like?.isFile()) fchmodSync(handle, like.mode);
      writeFileSync(handle, bytes);
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  if (durable) syncFolder(folder);
}

async function createNew(place: string, bytes: string | Uint8Array | Iterable<Uint8Array>): Promise<boolean> {
  const pieces = typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes;
  try {
    const handle = create(place, false);
    try {
      for (const piece of pieces) {
        writeFileSync(handle, piece);
        if (piece.length > LONG) await others();
      }
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A new file, open for writing; its folder is made when it is not there. */
function create(place: string, durable: boolean): number {
  try {
    return openSync(place, 'wx');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    makeFolder(path.dirname(place), durable);
    return openSync(place, 'wx');
  }
}

/** Makes a folder and those above it, where they are not there. */
function makeFolder(folder: string, durable: boolean): void {
  const made = makeFolders(folder);
  if (durable) for (const one of made) syncFolder(path.dirname(one));
}
