import { decoded, folderOf, joined, withoutEnding } from '../../read/paths.ts';
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

/**
 * Files to which only notes that are left out, and private parts of others, lead, and those that lie beside such a
 * note under its name, or in a folder with no other notes, unless one that is shown leads to them.
 */
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
  const led = new Set(besideHidden(documents, files, hidden).filter((path) => !byPath.has(path)));
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

function besideHidden(
  documents: readonly Document[],
  files: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): readonly string[] {
  const its = documents.filter(({ path }) => hidden.has(path));
  const names = new Set(
    its.flatMap(({ path, id }) => [withoutEnding(path), joined(folderOf(path), id) ?? path]),
  );
  const open = documents.filter(({ path }) => !hidden.has(path));
  const openFolders = new Set(open.flatMap(({ path }) => foldersOf(path)));
  const hiddenFolders = new Set(its.flatMap(({ path }) => foldersOf(path)));
  const isAmongHidden = (path: string): boolean => {
    const nearest = foldersOf(path).find((folder) => openFolders.has(folder) || hiddenFolders.has(folder));
    return nearest !== undefined && !openFolders.has(nearest);
  };
  return [...files].filter((path) => names.has(withoutEnding(path)) || isAmongHidden(path));
}

/** The folders that a file lies in, from the nearest one up. */
export function foldersOf(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === '' ? [] : [folder, ...foldersOf(folder)];
}

/** Paths of files, from the root, whose addresses a text of a note holds. */
function writtenIn(text: string, note: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const address = match.slice(1).find((one) => one !== undefined) ?? '';
    const [path = ''] = address.split(/[?#]/);
    return joined(folderOf(note), decoded(path)) ?? [];
  });
}
