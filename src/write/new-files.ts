import type { File, Files } from '../types.ts';

/** What became of a file. */
export interface WrittenFile {
  /** Its length. */
  readonly bytes: number;
  /** False when the standing file holds the same, so that nothing was written. */
  readonly changed: boolean;
}

/**
 * Writes a file, text as UTF-8, to an absolute path at which nothing may stand, unless the file at `standing`, a path or
 * null, holds the same bytes. Rejects with the disk's error. One file at a time.
 */
export type WriteNew = (
  place: string,
  standing: string | null,
  content: File['bytes'],
) => Promise<WrittenFile>;

/** Writes new files one after the other. */
export function newFiles(files: Pick<Files, 'read' | 'create'>): WriteNew {
  const encode = encoder();
  return async (place, standing, content) => {
    const bytes = typeof content === 'string' ? encode(content) : content;
    const there = standing === null ? null : await files.read(standing).catch(() => null);
    const changed = there === null || Buffer.compare(there, bytes) !== 0;
    if (changed && !(await files.create(place, bytes.slice())))
      throw new Error(`two pages of the site are at ${place}`);
    return { bytes: bytes.byteLength, changed };
  };
}

/** Longer texts are rare, and no room is kept for them. */
const LONG = 1_000_000;

/** Text → UTF-8, of which each is good until the next: memory for every page of a site costs more than its bytes. */
function encoder(): (text: string) => Uint8Array {
  const utf8 = new TextEncoder();
  let room = new Uint8Array(0);
  return (text) => {
    if (text.length > LONG) return utf8.encode(text);
    // No character of a string takes more.
    if (room.length < text.length * 3) room = new Uint8Array(text.length * 3);
    return room.subarray(0, utf8.encodeInto(text, room).written);
  };
}
