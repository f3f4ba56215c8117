import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Logs } from '../types.ts';
import { makeFolders, syncFolder } from './folders.ts';

/** For the owner to read and write, and for nobody else. */
const PRIVATE = 0o600;
/** Permission to write for the group or for everyone. */
const SHARED = 0o022;

/** Logs on the disk. Failures are Node's errors with their `code`, unchanged. */
export const diskLogs: Logs = {
  own: async (folder) => {
    makeFolders(folder, 0o700);
    return whyNotOwn(folder);
  },
  append: async (place, text) => {
    const fresh = lstatSync(place, { throwIfNoEntry: false }) === undefined;
    const handle = openSync(place, 'a', PRIVATE);
    try {
      writeAll(handle, Buffer.from(text));
      fdatasyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (fresh) syncFolder(path.dirname(place));
  },
  readFrom: async (place, start) => {
    const size = lstatSync(place, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= start) return new Uint8Array();
    const handle = openSync(place, 'r');
    try {
      const bytes = Buffer.alloc(size - start);
      return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, start));
    } finally {
      closeSync(handle);
    }
  },
  cut: async (place, length) => {
    const handle = openSync(place, 'r+');
    try {
      ftruncateSync(handle, length);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
  measure: async (place) => {
    const found = lstatSync(place, { throwIfNoEntry: false });
    return found === undefined ? null : { size: found.size, changed: found.mtimeMs };
  },
  link: async (target, place) => {
    makeFolders(path.dirname(place));
    const there = lstatSync(place, { throwIfNoEntry: false });
    if (there !== undefined && !there.isSymbolicLink()) return;
    const beside = `${place}.${process.pid}.new`;
    symlinkSync(target, beside);
    renameSync(beside, place);
  },
};

function whyNotOwn(folder: string): string | null {
  const found = lstatSync(folder);
  if (!found.isDirectory()) return `${folder} is no folder of its own: move it away.`;
  if (process.getuid !== undefined && found.uid !== process.getuid())
    return `${folder} belongs to another user: remove it, or set XDG_STATE_HOME to a folder of yours.`;
  return (found.mode & SHARED) === 0
    ? null
    : `Others may write in ${folder}: run chmod go-w ${folder}, and look whether anything in it is not yours.`;
}

/** A write may take a part only, when the disk is nearly full. */
function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}
