import { createHash } from 'node:crypto';

/** Git's id of a file with these bytes: SHA-1 of `blob <length>`, NUL and the bytes, as 40 hex digits. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
