import type { EdgeTarget } from '../types.ts';

/** The folder of a path, `''` for one at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The folders that a path lies in, outermost first; none for one at the root. */
export function foldersAbove(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === '' ? [] : [...foldersAbove(folder), folder];
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path or file name ends as those of documents do. */
export function isNamedAsDocument(path: string): boolean {
  return /\.(?:md|html|docx)$/.test(path);
}

/** A path or file name without its last dot and what stands behind it. */
export function withoutEnding(path: string): string {
  return path.replace(/\.[^.]*$/, '');
}

/**
 * Where a relative path leads from a folder; one that begins with `/` counts from the root. Both are from the root
 * and use `/`. Null when it leaves the root.
 */
export function pathFrom(folder: string, relative: string): string | null {
  const parts = relative.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** How a path is written in a note of a folder. */
export function relativeTo(folder: string, path: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Where a file goes that the archive takes: into the folder of that name beside it. */
export function archivedPath(path: string, archive: string): string {
  const folder = folderOf(path);
  return `${folder === '' ? '' : `${folder}/`}${archive}/${nameOf(path)}`;
}

/** Percent signs read; text that they do not fit is left as it is. */
export function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** A path as the address of a link: what would end one, or be read as something else, stands behind a percent sign. */
export function encoded(path: string): string {
  return path.replaceAll(/[\s"'()<>%#?]/g, percent);
}

function percent(character: string): string {
  return /['()]/.test(character)
    ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
    : encodeURIComponent(character);
}

/** What two spellings of one name share: case and Unicode normal form do not count. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The file of the tree that an edge leads to; null when it leads nowhere, or out of the record. */
export function pathOf(to: EdgeTarget | null): string | null {
  return to !== null && 'path' in to ? to.path : null;
}

/** The number that opens a file name, as it is written: `0012` of `0012-oars.md`. Null without one, and for a day. */
export function fileNumber(name: string): string | null {
  return /^(?!\d{4}-\d{2}-\d{2})(\d{1,6})(?=[-_.])/.exec(name)?.[1] ?? null;
}

/** The number that a name such as `0219` or `SIMD-0219` is made of beside letters; null for any other name. */
export function numberAlone(name: string): string | null {
  return /^(?:\p{L}+[-_ ]?)?(\d{1,6})$/u.exec(name)?.[1] ?? null;
}
