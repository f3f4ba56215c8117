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
 * null, holds the same bytes. Rejects with the disk's error.
 */
export async function writeNew(
  files: Pick<Files, 'read' | 'create'>,
  place: string,
  standing: string | null,
  content: File['bytes'],
): Promise<WrittenFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const there = standing === null ? null : await files.read(standing).catch(() => null);
  const changed = there === null || Buffer.compare(there, bytes) !== 0;
  if (changed && !(await files.create(place, bytes)))
    throw new Error(`two pages of the site are at ${place}`);
  return { bytes: bytes.byteLength, changed };
}
