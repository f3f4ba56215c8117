import { Refusal } from '../../refusal.ts';
import type { File } from '../../types.ts';
import type { Mask } from './mask.ts';

/** slop's own scripts and style, and what stands at an address of the site, tell nothing of the record. */
const OWN = /^(scripts\/.*\.js|style\.css)$/;

/**
 * The files of a site as they come, each looked through once more: whatever way a text took, nothing private goes
 * out. `address` is the site's own and may hold what looks private.
 * @throws Refusal that names the file, not what was found.
 */
export async function* guarded(
  site: AsyncIterable<File>,
  mask: Mask,
  address: string | null,
): AsyncGenerator<File> {
  for await (const file of site) {
    const text = typeof file.bytes === 'string' ? file.bytes : Buffer.from(file.bytes).toString('utf8');
    const plain = address === null ? text : text.replaceAll(address, '');
    const [hit] = OWN.test(file.path) ? [] : mask.find(plain);
    if (hit !== undefined) {
      throw new Refusal(
        `The site would show a ${hit.word} in ${mask.mask(file.path)}, though the profile masks it: take it out of slop.yaml, the kinds or the templates, or write it in the note without markup.`,
      );
    }
    yield file;
  }
}
