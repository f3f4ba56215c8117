import type { Files } from '../types.ts';

/** A file that is to be written at an absolute path where nothing stands. */
export interface NewFile {
  readonly place: string;
  readonly bytes: string | Uint8Array;
}

/** Writes files of a folder that is being made, text as UTF-8; gives the length of each. Rejects with the disk's error. */
export async function writeNewFiles(
  files: Pick<Files, 'create' | 'write'>,
  fresh: readonly NewFile[],
): Promise<readonly number[]> {
  const lengths: number[] = [];
  for (const { place, bytes: content } of fresh) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    // What stands there all the same is of a thread that failed in the midst of this batch.
    if (!(await files.create(place, bytes))) await files.write(place, bytes, { durable: false });
    lengths.push(bytes.byteLength);
  }
  return lengths;
}
