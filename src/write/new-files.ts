import { utf8Of } from '../read/utf8.ts';
import type { File, Files, LongFile } from '../types.ts';

/** What became of a file. */
interface WrittenFile {
  /** Its length. */
  readonly bytes: number;
  /** False when the standing file holds the same, so that nothing was written. */
  readonly changed: boolean;
}

/**
 * Writes a file, text as UTF-8, to an absolute path at which nothing may stand, unless the file at `standing`, a path or
 * null, holds the same bytes. Rejects with the disk's error. One file at a time.
 */
type WriteNew = (place: string, standing: string | null, file: File | LongFile) => Promise<WrittenFile>;

/** Writes new files one after the other. */
export function newFiles(files: Pick<Files, 'holds' | 'create'>): WriteNew {
  const encode = encoder();
  return async (place, standing, file) => {
    if ('texts' in file) return writeUnless(files, place, standing, () => utf8Of(file.texts()));
    const bytes = [typeof file.bytes === 'string' ? encode(file.bytes) : file.bytes];
    return writeUnless(files, place, standing, () => bytes);
  };
}

async function writeUnless(
  files: Pick<Files, 'holds' | 'create'>,
  place: string,
  standing: string | null,
  pieces: () => Iterable<Uint8Array>,
): Promise<WrittenFile> {
  const count = { bytes: 0 };
  const stays =
    standing !== null && (await files.holds(standing, counted(pieces(), count)).catch(() => false));
  if (!stays && !(await files.create(place, counted(pieces(), count))))
    throw new Error(`two pages of the site are at ${place}`);
  return { bytes: count.bytes, changed: !stays };
}

/**
 * The same pieces, with their length put into `count`. V8 keeps what surrounds a generator function for long, so that
 * within the function above it would keep each page.
 */
function* counted(pieces: Iterable<Uint8Array>, count: { bytes: number }): Generator<Uint8Array> {
  count.bytes = 0;
  for (const piece of pieces) {
    count.bytes += piece.byteLength;
    yield piece;
  }
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
