import { createHash } from 'node:crypto';
import type { Files, Graph, Source } from '../types.ts';

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

/**
 * The id by which others know the content of a file: in a checkout that has line ends of its own (`core.autocrlf`),
 * that of the last commit.
 */
export function contentId(
  { path, text, oid }: Pick<Source, 'path' | 'text' | 'oid'>,
  { ledger }: Graph,
): string {
  const committed = ledger.record?.paths.get(path)?.texts?.at(-1)?.oid;
  if (committed === undefined || committed === oid) return oid;
  return blobId(text.replaceAll('\r\n', '\n')) === committed ? committed : oid;
}
