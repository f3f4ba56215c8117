import type { Fault, Files, Source } from '../types.ts';
import { blobId } from './blob.ts';
import { conflictFaults } from './conflict.ts';
import { decode, encodingFaults, isUtf16 } from './encoding.ts';
import { fileLimit, lineLimit, textLimit } from './limits.ts';
import { deepPlace } from './nesting.ts';
import { isMarkdown, unreadable } from './unreadable.ts';

/**
 * Reads one file: `path` is from `root`, the absolute folder of slop.yaml. Never throws: a file that cannot be
 * read, or read only in part, has a fault each time. What is too large, nests too deep
 * or holds two texts of a merge is `opaque`.
 */
export async function readSource(files: Files, root: string, path: string): Promise<Source> {
  const place = `${root}/${path}`;
  try {
    const found = await files.stat(place);
    if (found?.type === 'other') return blank(path, unreadable('it is not a regular file'));
    if (found && found.size > textLimit) return blank(path, tooLarge('file', found.size, fileLimit, 0));
    return sourceOf(path, await files.read(place));
  } catch (error) {
    return blank(path, unreadable(error));
  }
}

/**
 * The text of a file as `readSource` has it, for whoever has judged it before and only quotes it; `''` when it cannot
 * be read.
 */
export async function readText(files: Files, root: string, path: string): Promise<string> {
  const place = `${root}/${path}`;
  try {
    const found = await files.stat(place);
    if (found?.type === 'other' || (found && found.size > textLimit)) return '';
    return decode(await files.read(place));
  } catch {
    return '';
  }
}

/** The bytes of a file as a source; what is wrong with them is told in its faults. */
export function sourceOf(path: string, bytes: Uint8Array): Source {
  const text = decode(bytes);
  if (isUtf16(bytes)) {
    return { path, text, oid: blobId(bytes), faults: encodingFaults(path, bytes, text), opaque: true };
  }
  const conflict = isMarkdown(path) ? conflictFaults(path, text) : [];
  const unread = [...conflict, ...largeFaults(path, bytes, text)];
  const faults = [...encodingFaults(path, bytes, text), ...unread];
  return { path, text, oid: blobId(bytes), faults, opaque: unread.length > 0 };
}

const blank = (path: string, fault: Fault): Source => ({
  path,
  text: '',
  oid: '',
  faults: [fault],
  opaque: true,
});

const tooLarge = (what: string, size: number, limit: number, start: number): Fault => ({
  rule: 'source/too-large',
  span: { start, end: start },
  data: { what, size, limit },
});

/** What no parser should be given. Nesting is looked for only in what is small enough and has a parser. */
function largeFaults(path: string, bytes: Uint8Array, text: string): readonly Fault[] {
  const faults: Fault[] = [];
  if (bytes.byteLength > fileLimit) faults.push(tooLarge('file', bytes.byteLength, fileLimit, 0));
  const line = longLine(text);
  if (line) faults.push(tooLarge('line', line.length, lineLimit, line.start));
  if (faults.length > 0) return faults;
  const form = isMarkdown(path) ? 'markdown' : /\.ya?ml$/i.test(path) ? 'yaml' : null;
  const deep = form && deepPlace(text, form);
  return deep === null ? [] : [tooLarge(deep.what, deep.limit + 1, deep.limit, deep.at)];
}

/** The first line that is too long. */
function longLine(text: string): { start: number; length: number } | null {
  if (text.length <= lineLimit) return null;
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (line[0].length > lineLimit) return { start: line.index, length: line[0].length };
  }
  return null;
}
