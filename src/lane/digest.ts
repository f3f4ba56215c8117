import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8 bytes, as 64 hex digits. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A UUID that follows from some words: the same words give the same one. */
export function uuidOf(...words: readonly string[]): string {
  const hex = digestOf(words.join('\0'));
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
