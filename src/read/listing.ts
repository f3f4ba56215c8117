import { folded } from './paths.ts';

/** What Git lists below a folder. */
interface Listing {
  readonly names: (path: string) => boolean;
  /** True when anything that Git lists lies below the folder. */
  readonly holds: (folder: string) => boolean;
}

/** Looks up paths. They are compared without case and normal form, in which Git's index and some disks differ. */
export function listing(paths: readonly string[]): Listing {
  const files = new Set(paths.map(folded));
  const folders = new Set(['']);
  for (const path of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return { names: (path) => files.has(folded(path)), holds: (folder) => folders.has(folded(folder)) };
}
