import type { Files } from '../types.ts';

/** Where a file of a folder that is being made anew goes, unless it stands in the old one. */
export interface NewPlace {
  /** Absolute path at which nothing stands. */
  readonly place: string;
  /** Absolute path of the file that may hold the same bytes already; null for none. */
  readonly standing: string | null;
}

export interface WrittenFile {
  /** Its length. */
  readonly bytes: number;
  /** False when the standing file holds the same, so that nothing was written. */
  readonly changed: boolean;
}

/** Writes a file, text as UTF-8, unless its bytes stand already. Rejects with the disk's error. */
export async function writeNew(
  files: Pick<Files, 'read' | 'create' | 'write'>,
  { place, standing }: NewPlace,
  content: string | Uint8Array,
): Promise<WrittenFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const there = standing === null ? null : await files.read(standing).catch(() => null);
  const changed = there === null || Buffer.compare(there, bytes) !== 0;
  // What stands at its place all the same is of a thread that failed in the midst of this batch.
  if (changed && !(await files.create(place, bytes))) await files.write(place, bytes, { durable: false });
  return { bytes: bytes.byteLength, changed };
}
