import type { RepositoryLedger, RepositoryReading, RepositoryWants } from './read.ts';

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

/** The files of a machine. Paths are absolute with `/`; failures throw Node's errors with their `code`. */
export interface Files {
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly list: (folder: string) => Promise<readonly FolderEntry[]>;
  /** Does not follow links; null when nothing is there. */
  readonly stat: (
    path: string,
  ) => Promise<{ readonly type: FolderEntry['type']; readonly size: number } | null>;
  /** Links resolved. */
  readonly realPath: (path: string) => Promise<string>;
  /** Makes the folders it needs; the file is whole or not there. Waits for the disk unless `durable` is false. */
  readonly write: (
    path: string,
    bytes: string | Uint8Array,
    options?: { readonly durable?: boolean },
  ) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** A file or a whole folder; silent when nothing is there. */
  readonly remove: (path: string) => Promise<void>;
}

/** One Git repository, read only. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Tracked files, and untracked ones that Git does not ignore, below an absolute folder; paths from it. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Head, branch, and first and last commit of every path below the folder; paths from it. */
  readonly ledger: (
    folder: string,
  ) => Promise<{ readonly ledger: RepositoryLedger | null; readonly why: string | null }>;
  /** Lines that differ between a revision and the work tree: paths from the folder → 1-based line ranges. */
  readonly changedLines: (
    folder: string,
    revision: string,
  ) => Promise<ReadonlyMap<string, readonly { readonly first: number; readonly last: number }[]>>;
}

export interface Git {
  /** The repository that holds an absolute folder, or null. */
  readonly find: (folder: string) => Promise<Repository | null>;
}

/** Clones of the repositories that a record names. */
export interface Clones {
  /** What the clone in an absolute folder, bare or not, answers to all that is wanted. Never throws. */
  readonly read: (folder: string, name: string, wants: RepositoryWants) => Promise<RepositoryReading>;
  /**
   * Makes or updates a bare clone without file contents; the one thing that uses the network. `url` is an
   * address that `git` takes. Rejects with a Refusal that says why it did not work.
   */
  readonly sync: (url: string, folder: string, progress: (text: string) => void) => Promise<void>;
}

/** Jobs of `src/worker.ts` that other threads can run. */
export type Job = 'judge';

/** Threads that run one job after another. */
export interface ThreadPool {
  /** What the job made of the batch; rejects when the job throws or its thread dies. */
  readonly run: (job: Job, batch: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** The real world, passed in. Nothing else in slop touches disk, processes, time or terminals. */
export interface World {
  readonly files: Files;
  readonly git: Git;
  readonly clones: Clones;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder the command was called in. */
  readonly cwd: string;
  /** Absolute folder of slop's own package: schemas/, templates/, record/rules/. */
  readonly home: string;
  /** Starts threads, each with a clone of `shared`; null where everything runs on one. */
  readonly threads: ((shared: unknown) => Promise<ThreadPool>) | null;
}
