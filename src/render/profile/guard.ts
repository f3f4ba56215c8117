import { Refusal } from '../../refusal.ts';
import type { File, LongFile } from '../../types.ts';
import type { Mask } from './mask.ts';

/** slop's own scripts and style, and what stands at an address of the site, tell nothing of the record. */
const OWN = /^(scripts\/.*\.js|style\.css)$/;

/**
 * The files of a site as they come, each looked through once more: whatever way a text took, nothing private goes
 * out. `address` is the site's own and may hold what looks private.
 * @throws Refusal that names the file, not what was found.
 */
export async function* guarded(
  site: AsyncIterable<File | LongFile>,
  mask: Mask,
  address: string | null,
): AsyncGenerator<File | LongFile> {
  for await (const file of site) {
    for (const text of OWN.test(file.path) ? [] : textsOf(file)) {
      const [hit] = mask.find(address === null ? text : text.replaceAll(address, ''));
      if (hit === undefined) continue;
      throw new Refusal(
        `${mask.mask(file.path)} of the site would show what the profile masks (${hit.word}): take it out of slop.yaml, the kinds or the templates, or write it in the note without markup.`,
      );
    }
    yield file;
  }
}

/** Bytes that are looked through at once, to the end of their line: a text cannot be as long as a file can. */
const PIECE = 1 << 24;

function* textsOf(file: File | LongFile): Generator<string> {
  if ('texts' in file) return yield* file.texts();
  const { bytes } = file;
  if (typeof bytes === 'string') return yield bytes;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < all.length; ) {
    const line = all.indexOf('\n', start + PIECE);
    const end = line === -1 ? all.length : line + 1;
    yield all.toString('utf8', start, end);
    start = end;
  }
}
