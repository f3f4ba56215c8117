import { decoded, folderOf, foldersAbove, joined, withoutEnding } from '../../read/paths.ts';
import type { Document, Graph } from '../../types.ts';
import { withoutPassages } from './passages.ts';
import { type PrivateParts, withMarks } from './private-parts.ts';

/** Addresses in raw HTML, which are no mentions. */
const ATTRIBUTE = /\b(?:src|href)\s*=\s*["']?([^"'\s<>]+)/gi;

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
  const ledFrom = async ({ path, format }: Document, shownOf = (text: string) => text) => {
    const text = format === 'docx' ? '' : await textOf(path);
    const shown = shownOf(text);
    const mentioned = (out.get(path) ?? []).flatMap(({ to, mention: { span } }) =>
      to?.type === 'file' && (shown === text || shown.includes(text.slice(span.start, span.end)))
        ? [to.path]
        : [],
    );
    return [...mentioned, ...writtenIn(shown, path)];
  };
  const led = new Set(besideHidden(documents, files, hidden).filter((path) => !byPath.has(path)));
  for (const one of documents) {
    if (!hidden.has(one.path) && !parts.has(one.path)) continue;
    for (const path of await ledFrom(one)) if (files.has(path) && !byPath.has(path)) led.add(path);
  }
  if (led.size === 0) return [];
  for (const one of documents) {
    if (hidden.has(one.path)) continue;
    const its = parts.get(one.path);
    const shownOf = its && ((text: string) => withoutPassages(withMarks(text, its)));
    for (const path of await ledFrom(one, shownOf)) led.delete(path);
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
  const openFolders = new Set(open.flatMap(({ path }) => foldersAbove(path)));
  const hiddenFolders = new Set(its.flatMap(({ path }) => foldersAbove(path)));
  const isAmongHidden = (path: string): boolean => {
    const nearest = foldersAbove(path).findLast(
      (folder) => openFolders.has(folder) || hiddenFolders.has(folder),
    );
    return nearest !== undefined && !openFolders.has(nearest);
  };
  return [...files].filter((path) => names.has(withoutEnding(path)) || isAmongHidden(path));
}

/** Paths of files, from the root, whose addresses raw HTML in a note holds. */
function writtenIn(text: string, note: string): readonly string[] {
  return [...text.matchAll(ATTRIBUTE)].flatMap(([, address = '']) => {
    const [path = ''] = address.split(/[?#]/);
    return joined(folderOf(note), decoded(path)) ?? [];
  });
}
