import type { Files, FolderEntry, StoredFiles } from '../types.ts';

/**
 * Files that read what Git has below an absolute folder in place of what lies there; all else, and what lies there and
 * is `kept` (paths from the folder), as it is.
 */
export function storedFiles(
  files: Files,
  root: string,
  { files: blobs, read }: StoredFiles,
  kept: (name: string) => boolean = () => false,
): Files {
  const folders = foldersOf(blobs.keys());
  /** Path from the folder; null for what is read as it is. */
  const inside = (place: string): string | null => {
    if (place !== root && !place.startsWith(`${root}/`)) return null;
    const name = place.slice(root.length + 1);
    return kept(name) ? null : name;
  };
  return {
    ...files,
    read: async (place) => {
      const name = inside(place);
      if (name === null) return files.read(place);
      const oid = blobs.get(name);
      if (oid === undefined) throw Object.assign(new Error(`ENOENT: ${place}`), { code: 'ENOENT' });
      return read(oid);
    },
    stat: async (place) => {
      const name = inside(place);
      if (name === null) return files.stat(place);
      if (folders.has(name)) return { type: 'folder', size: 0 };
      const oid = blobs.get(name);
      return oid === undefined ? null : { type: 'file', size: (await read(oid)).byteLength };
    },
    list: async (folder) => {
      const name = inside(folder);
      return name === null ? files.list(folder) : (folders.get(name) ?? []);
    },
  };
}

/** Folder → what lies in it, for the paths of some files. */
function foldersOf(paths: Iterable<string>): ReadonlyMap<string, readonly FolderEntry[]> {
  const folders = new Map<string, Map<string, FolderEntry>>([['', new Map()]]);
  for (const place of paths) {
    const parts = place.split('/');
    for (const [depth, name] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/');
      const entries = folders.get(folder) ?? new Map<string, FolderEntry>();
      entries.set(name, { name, type: depth === parts.length - 1 ? 'file' : 'folder' });
      folders.set(folder, entries);
    }
  }
  return new Map([...folders].map(([folder, entries]) => [folder, [...entries.values()]]));
}
