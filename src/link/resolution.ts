import { folderOf } from '../read/paths.ts';
import type { Document } from '../types.ts';

/** What the name in a mention turns out to be. */
export type Resolution =
  | { readonly type: 'document'; readonly document: Document }
  /** A file of the tree that is no document, or a folder. */
  | { readonly type: 'file'; readonly path: string }
  /** Names that come near, ready to be written in its place. */
  | { readonly type: 'missing'; readonly candidates: readonly string[] }
  /** Paths. */
  | { readonly type: 'ambiguous'; readonly candidates: readonly string[] }
  /** It lies where nothing was read. */
  | { readonly type: 'unread' };

/** Folders from which the paths in a note count: its own, and for an archived note the one above the archive too. */
export function homesOf({ path }: Pick<Document, 'path'>, archive: string): readonly string[] {
  const folder = folderOf(path);
  const parts = folder.split('/');
  const at = parts.lastIndexOf(archive);
  return at < 0 ? [folder] : [folder, parts.slice(0, at).join('/')];
}

/**
 * The one of several documents of the same name that a note means: the one beside it, else the only one that is not
 * archived. `documents` are sorted by path and not empty.
 */
export function chosen(documents: readonly Document[], homes: readonly string[]): Resolution {
  for (const home of homes) {
    const beside = documents.filter(({ path }) => folderOf(path) === home);
    if (beside.length === 1) return documentMeant(beside[0] as Document);
  }
  const kept = documents.length === 1 ? documents : documents.filter(({ archived }) => !archived);
  if (kept.length === 1) return documentMeant(kept[0] as Document);
  return { type: 'ambiguous', candidates: documents.map(({ path }) => path) };
}

/** A document that was found. */
export function documentMeant(document: Document): Resolution {
  return { type: 'document', document };
}
