import type { Fault, Span } from '../types.ts';

const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 as text, byte order mark kept, what cannot be decoded as U+FFFD. */
export const decode = (bytes: Uint8Array): string => lossy.decode(bytes);

const here = (start: number, length = 1): Span => ({ start, end: start + length });

/** True for UTF-16, which tells itself by its first bytes, or by a NUL in every second of them and in no other. */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 64);
  const zerosAt = (parity: number): boolean =>
    start.every((byte, at) => (byte === 0) === (at % 2 === parity));
  return bytes.byteLength >= 4 && bytes.byteLength % 2 === 0 && (zerosAt(0) || zerosAt(1));
}

/** What is wrong with the encoding of a file, given its bytes and what `decode` made of them. */
export function encodingFaults(path: string, bytes: Uint8Array, text: string): readonly Fault[] {
  if (isUtf16(bytes)) {
    const data = { offset: 0, byte: hex(bytes[0]), encoding: 'UTF-16' };
    return [{ rule: 'source/not-utf8', span: here(0, 0), data }];
  }
  const faults: Fault[] = [];
  if (text.startsWith('\uFEFF')) {
    const span = here(0);
    const fix = { title: 'Remove the byte order mark', edits: [{ path, span, text: '' }], safe: true };
    faults.push({ rule: 'source/byte-order-mark', span, data: {}, fix });
  }
  const bad = firstBadByte(bytes, text);
  if (bad)
    faults.push({
      rule: 'source/not-utf8',
      span: here(bad.at),
      data: { offset: bad.offset, byte: bad.byte },
    });
  const nul = text.indexOf('\0');
  if (nul >= 0) faults.push({ rule: 'source/nul-byte', span: here(nul), data: { count: countNul(bytes) } });
  const ending = oddEnding(text);
  if (ending) faults.push({ rule: 'source/line-endings', span: ending.span, data: { ending: ending.name } });
  return faults;
}

function hex(byte = 0): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function countNul(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) count += 1;
  return count;
}

/** Where the first byte stands that is not UTF-8, in the text and in the file; null when all of it is. */
function firstBadByte(bytes: Uint8Array, text: string): { at: number; offset: number; byte: string } | null {
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) {
    offset += Buffer.byteLength(text.slice(from, at));
    // A file may well hold the replacement character itself.
    if (bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd) {
      return { at, offset, byte: hex(bytes[offset]) };
    }
    from = at;
  }
  return null;
}

/** A carriage return alone, else the first line that does not end as the first one does. */
function oddEnding(text: string): { name: 'CR' | 'mixed'; span: Span } | null {
  const firstReturn = text.indexOf('\r');
  if (firstReturn < 0) return null;
  const alone = /\r(?!\n)/.exec(text);
  if (alone) return { name: 'CR', span: here(alone.index) };
  const windows = text.indexOf('\n') === firstReturn + 1;
  if (!windows) return { name: 'mixed', span: here(firstReturn, 2) };
  const bare = /(?<!\r)\n/.exec(text);
  return bare ? { name: 'mixed', span: here(bare.index) } : null;
}
