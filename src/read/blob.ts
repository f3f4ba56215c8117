import { createHash } from 'node:crypto';
import type { Files } from '../types.ts';

/** The id that Git would give bytes, or a text in UTF-8. */
export function blobId(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/** The blob id of the file at an absolute path; null for one that cannot be read. */
export async function oidOf(files: Files, place: string): Promise<string | null> {
  const bytes = await files.read(place).catch(() => null);
  return bytes === null ? null : blobId(bytes);
}
