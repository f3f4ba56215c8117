/** A work tree as it is: the commit it stands at, and what in it is not as that commit has it. */
export interface Working {
  /** Full hash; null before the first commit. */
  readonly oid: string | null;
  /** Name of the branch; null where none is checked out. */
  readonly branch: string | null;
  /** By path from the folder that was asked about; `../` leads out of it. Files that Git ignores are left out. */
  readonly uncommitted: ReadonlyMap<string, Uncommitted>;
}

/** A path that is not as the commit has it. */
export interface Uncommitted {
  readonly change: PathChange;
  /** What tells what lies there from something else that lies there later; null for what is gone. */
  readonly digest: string | null;
}

/** What the commits behind a base have changed. */
export interface Committed {
  /** Newest first, along the first parents; at most as many as a person reads. */
  readonly commits: readonly { readonly oid: string; readonly subject: string }[];
  /** Paths from the folder that was asked about → what the whole of it did to them. */
  readonly paths: ReadonlyMap<string, PathChange>;
}

export type PathChange = 'added' | 'changed' | 'removed';

/** Work trees, whoever works in them. Nothing of their settings is run. */
export interface WorkTrees {
  /** The work tree that holds an absolute folder; null for none. */
  readonly working: (folder: string) => Promise<Working | null>;
  /** What was committed from `base` (null: from the beginning) up to `head`; null where Git does not tell. */
  readonly committed: (folder: string, base: string | null, head: string) => Promise<Committed | null>;
  /** Makes a clean work tree of the folder's repository at a commit. A clause that says why not, or null. */
  readonly checkOut: (folder: string, oid: string, to: string) => Promise<string | null>;
  /** Takes such a work tree away, whatever lies in it. */
  readonly remove: (folder: string, to: string) => Promise<void>;
}
