import { decoded, folderOf, joined } from '../../read/paths.ts';
import type { Document, Graph } from '../../types.ts';
import { withoutPassages } from './passages.ts';
import { type PrivateParts, withMarks } from './private-parts.ts';

/** Addresses in raw HTML, which are no mentions. */
const ATTRIBUTE = /\b(?:src|href)\s*=\s*["']?([^"'\s<>]+)/gi;
/** The same, and addresses of links and images. */
const WRITTEN = new RegExp(
  String.raw`${ATTRIBUTE.source}|\]\(\s*<?([^\s<>()]+)|^ {0,3}\[[^\[\]\n]+\]:\s*<?([^\s<>]+)`,
  'gim',
);

/** Files to which only notes that are left out, and private parts of others, lead. */
export async function filesOfHidden(
  { documents, byPath, out, files }: Graph,
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
  textOf: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const readable = documents.filter(({ format }) => format !== 'docx');
  const ledFrom = async ({ path }: Document): Promise<readonly string[]> => {
    const mentioned = (out.get(path) ?? []).flatMap(({ to }) => (to?.type === 'file' ? [to.path] : []));
    return [...mentioned, ...writtenIn(await textOf(path), path, ATTRIBUTE)];
  };
  const led = new Set<string>();
  for (const one of readable) {
    if (!hidden.has(one.path) && !parts.has(one.path)) continue;
    for (const path of await ledFrom(one)) if (files.has(path) && !byPath.has(path)) led.add(path);
  }
  if (led.size === 0) return [];
  for (const one of readable) {
    if (hidden.has(one.path)) continue;
    const its = parts.get(one.path);
    const shown =
      its === undefined
        ? await ledFrom(one)
        : writtenIn(withoutPassages(withMarks(await textOf(one.path), its)), one.path, WRITTEN);
    for (const path of shown) led.delete(path);
  }
  return [...led];
}

/** Paths of files, from the root, whose addresses a text of a note holds. */
function writtenIn(text: string, note: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const address = match.slice(1).find((one) => one !== undefined) ?? '';
    const [path = ''] = address.split(/[?#]/);
    return joined(folderOf(note), decoded(path)) ?? [];
  });
}
