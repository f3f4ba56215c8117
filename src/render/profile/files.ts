import { groupBy } from '../../read/order.ts';
import { decoded, folderOf, foldersAbove, nameOf, pathFrom, withoutEnding } from '../../read/paths.ts';
import type { Document, Graph } from '../../types.ts';
import { type PrivateParts, withoutParts } from './private-parts.ts';

/** Addresses in raw HTML, and names in double brackets that no note has, which are no mentions. */
const WRITTEN = /\b(?:src|href|srcset|poster|data)\s*=\s*["']?([^"'\s<>]+)|\[\[([^[\]|#\n]{1,300})/gi;
/** A file name in words or code. */
const NAMED = /(?<![^\s"'`<>()[\]{}|,;:])[^\s"'`<>()[\]{}|,;:]+\.[a-z0-9]{1,5}(?![\p{L}\p{N}])/giu;

/** Files that a text leads to, and those that it merely names. */
interface Led {
  readonly to: readonly string[];
  readonly named: readonly string[];
}

/**
 * Files to which only notes that are left out, and private parts of others, lead, those that lie beside such a note
 * under its name, or in a folder with no other notes, and those that are filed for such notes, unless one that is shown
 * leads to them. A name in words leads to a file too, but what is merely named in one that is shown opens nothing to
 * which a private one has a link.
 */
export async function filesOfHidden(
  { documents, byPath, out, files }: Graph,
  hidden: ReadonlySet<string>,
  filed: readonly string[],
  parts: ReadonlyMap<string, PrivateParts>,
  textOf: (path: string) => Promise<string>,
): Promise<readonly string[]> {
  const fileOf = fileFinder([...files].filter((path) => !byPath.has(path)));
  const ledFrom = async ({ path, format }: Document, shownOf = (text: string) => text): Promise<Led> => {
    const text = format === 'docx' ? '' : await textOf(path);
    const shown = shownOf(text);
    const mentioned = (out.get(path) ?? []).flatMap(({ to, mention: { span } }) =>
      to?.type === 'file' && (shown === text || shown.includes(text.slice(span.start, span.end)))
        ? [to.path]
        : [],
    );
    const found = (names: Iterable<string>) => [...names].flatMap((name) => fileOf(name, path) ?? []);
    const written = [...shown.matchAll(WRITTEN)].map(([, address, name]) => address ?? name ?? '');
    return {
      to: [...mentioned.filter((to) => files.has(to) && !byPath.has(to)), ...found(written)],
      named: found(new Set(shown.match(NAMED))),
    };
  };
  const beside = besideHidden(documents, files, hidden);
  const led = new Set([...beside, ...filed].filter((path) => !byPath.has(path)));
  const named = new Set<string>();
  for (const one of documents) {
    if (!hidden.has(one.path) && !parts.has(one.path)) continue;
    const from = await ledFrom(one);
    for (const path of from.to) led.add(path);
    for (const path of from.named) named.add(path);
  }
  if (led.size + named.size === 0) return [];
  for (const one of documents) {
    if (hidden.has(one.path)) continue;
    const its = parts.get(one.path);
    const shownOf = its && ((text: string) => withoutParts(text, its));
    const from = await ledFrom(one, shownOf);
    for (const path of from.to) led.delete(path);
    for (const path of [...from.to, ...from.named]) named.delete(path);
  }
  return [...new Set([...led, ...named])];
}

/** Finds a file by its address in a note, or by its name where no other has that. */
function fileFinder(paths: readonly string[]): (written: string, note: string) => string | null {
  const all = new Set(paths);
  const byName = groupBy(paths, nameOf);
  return (written, note) => {
    const [address = ''] = written.split(/[?#]/);
    const path = pathFrom(folderOf(note), decoded(address.trim()));
    if (path !== null && all.has(path)) return path;
    const same = byName.get(nameOf(decoded(address.trim()))) ?? [];
    return same.length === 1 ? (same[0] ?? null) : null;
  };
}

function besideHidden(
  documents: readonly Document[],
  files: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): readonly string[] {
  const its = documents.filter(({ path }) => hidden.has(path));
  const names = new Set(
    its.flatMap(({ path, id }) => [withoutEnding(path), pathFrom(folderOf(path), id) ?? path]),
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
