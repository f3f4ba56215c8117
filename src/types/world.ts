import type { Logs, Programs } from './machine.ts';
import type { Probing } from './probing.ts';
import type { Commit, RepositoryLedger, RepositoryReading, RepositoryWants } from './read.ts';
import type { Serving } from './serving.ts';
import type { WorkTrees } from './working.ts';

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
}

export interface FileFacts {
  readonly type: FolderEntry['type'];
  readonly size: number;
  /** When it last changed, in milliseconds since 1970; absent where nobody knows. */
  readonly modified?: number;
  /** True when its permissions let nobody write it. */
  readonly readOnly?: boolean;
}

/** The files of a machine. Paths are absolute with `/`; failures throw Node's errors with their `code`. */
export interface Files {
  readonly read: (path: string) => Promise<Uint8Array>;
  /** Whether a file holds these bytes, one piece behind the other, and no more. */
  readonly holds: (path: string, pieces: Iterable<Uint8Array>) => Promise<boolean>;
  readonly list: (folder: string) => Promise<readonly FolderEntry[]>;
  /** Does not follow links; null when nothing is there. */
  readonly stat: (path: string) => Promise<FileFacts | null>;
  /** Links resolved. */
  readonly realPath: (path: string) => Promise<string>;
  /**
   * Makes the folders it needs; the file is whole or not there. Waits for the disk unless `durable` is false.
   * The file has the permissions of `like`, a path, when a file is there; else of the file it replaces.
   */
  readonly write: (
    path: string,
    bytes: string | Uint8Array,
    options?: { readonly durable?: boolean; readonly like?: string },
  ) => Promise<void>;
  /** Makes a file only where nothing stands; false where something does. Makes the folders it needs. */
  readonly create: (path: string, bytes: string | Uint8Array | Iterable<Uint8Array>) => Promise<boolean>;
  /** Replaces what stands at `to`, at once. Waits for the disk when `durable`. */
  readonly rename: (from: string, to: string, options?: { readonly durable?: boolean }) => Promise<void>;
  /** A file or a whole folder; silent when nothing is there. Waits for the disk when `durable`. */
  readonly remove: (path: string, options?: { readonly durable?: boolean }) => Promise<void>;
}

/** Who runs: enough to tell a process from a later one with its number. `''` for what the system does not tell. */
export interface ProcessIdentity {
  readonly host: string;
  /** Id of the machine's last start. */
  readonly boot: string;
  /** In which process numbers count: containers on one machine have their own. */
  readonly namespace: string;
  readonly pid: number;
  /** When the process began, as the system writes it. */
  readonly start: string;
}

export interface Processes {
  readonly self: () => Promise<ProcessIdentity>;
  /** Whether that process still runs; null when it cannot be told from here. */
  readonly runs: (identity: ProcessIdentity) => Promise<boolean | null>;
  /** The process that has this number now; null where none has. */
  readonly withNumber: (pid: number) => Promise<ProcessIdentity | null>;
  /** A short text that no other call gives. */
  readonly unique: () => string;
  /** A random UUID. */
  readonly uuid: () => string;
  /** Waits; with 0 only until what came meanwhile, such as a signal, was heard. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A commit of some files and nothing else. */
export interface CommitRequest {
  /** Below the folder, as they are in the work tree now; a path that is gone is committed as gone. */
  readonly paths: readonly string[];
  readonly message: string;
}

/** The new commit, or what Git or a hook said against it; then the index is as it was. */
export type CommitOutcome =
  | { readonly oid: string; readonly refused: null }
  | { readonly oid: null; readonly refused: string };

/** A file that two branches made, each with its own text: Git blob ids of the two. */
export interface MadeTwice {
  /** Of the branch that is merged into; in a rebase, of the one that it goes onto. */
  readonly ours: string;
  /** Of the branch that is merged; in a rebase, of the commit that is applied. */
  readonly theirs: string;
}

/** Branches and their commits. */
export interface BranchHeads {
  /** Name of the published branch; null where none can be told. */
  readonly published: string | null;
  /** Short name → commit; of a branch that is here and on a remote, the published one. */
  readonly commits: ReadonlyMap<string, string>;
}

/** A file as a commit has it. */
export interface CommittedFile {
  /** Blob id. */
  readonly oid: string;
  readonly text: string;
}

/** Files of a folder as Git has them. */
export interface StoredFiles {
  /** Path from the folder → blob id; regular files only. */
  readonly files: ReadonlyMap<string, string>;
  readonly read: (oid: string) => Promise<Uint8Array>;
}

/** Files of a folder as they stood at a commit. */
export interface Standing extends StoredFiles {
  readonly commit: Commit;
}

/** Files of a folder as the index has them: what the next commit would hold. */
export interface Staged extends StoredFiles {
  /** Paths from the folder of what the next commit would add, change or take away. */
  readonly changed: ReadonlySet<string>;
}

/**
 * What one run leaves to the next, by name: the value that was put last, by whatever run, or nothing any more. So a
 * value tells what it is of. Neither function throws.
 */
export interface Shelf {
  readonly get: (name: string) => Promise<unknown>;
  /** Takes what can be cloned. */
  readonly put: (name: string, value: unknown) => Promise<void>;
}

/** How the history of a folder is asked for. */
export interface LedgerRequest {
  /** Full hash to look back from; without it, the head. */
  readonly from?: string;
  /** Whether commits count too that changed something on a branch which came to nothing. */
  readonly full?: true;
  /** Where what was read is left, so that later only what is new is read; null where nothing is kept. */
  readonly shelf?: Shelf | null;
}

/** One Git repository. Everything but `commit` only reads. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Tracked files, and untracked ones that Git does not ignore, below an absolute folder; paths from it. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Those of some paths from an absolute folder that Git ignores, whether or not something lies there. */
  readonly ignored: (folder: string, paths: readonly string[]) => Promise<readonly string[]>;
  /** Head, branch, and first and last commit of every path below the folder; paths from it. */
  readonly ledger: (
    folder: string,
    request?: LedgerRequest,
  ) => Promise<{ readonly ledger: RepositoryLedger | null; readonly why: string | null }>;
  /** Blob id → its text; those that are not there are left out. Null where Git does not tell. */
  readonly texts: (oids: readonly string[]) => Promise<ReadonlyMap<string, string> | null>;
  /** Those of some commits that changed something outside of an absolute folder. Null where Git does not tell. */
  readonly beside: (folder: string, oids: readonly string[]) => Promise<ReadonlySet<string> | null>;
  /** Commit → its parents, for each that the head leads to, the head first. Null where Git does not tell. */
  readonly parents: () => Promise<ReadonlyMap<string, readonly string[]> | null>;
  /**
   * Lines that differ between the work tree and a revision, or the commit where a branch that went on parted from it,
   * and those beside lines that are gone: paths from the folder → 1-based line ranges.
   */
  readonly changedLines: (
    folder: string,
    revision: string,
  ) => Promise<ReadonlyMap<string, readonly { readonly first: number; readonly last: number }[]>>;
  /** Files that both sides of a merge under way have made, with the blob ids of their texts; paths from the folder. */
  readonly madeTwice: (folder: string) => Promise<ReadonlyMap<string, MadeTwice>>;
  /** The name that Git would write as author of a commit now; null when it has none. */
  readonly author: () => Promise<string | null>;
  readonly heads: () => Promise<BranchHeads>;
  /**
   * Regular files as a commit has them, by path from an absolute folder; what is not there is left out, and a path that
   * ends in `/` stands for the files right in that folder.
   */
  readonly committed: (
    folder: string,
    commit: string,
    paths: readonly string[],
  ) => Promise<ReadonlyMap<string, CommittedFile>>;
  /** Files below an absolute folder as they stood at a commit, tag, branch, day or instant; null when there was none. */
  readonly standing: (folder: string, at: string) => Promise<Standing | null>;
  /** @throws Refusal when Git cannot tell. */
  readonly staged: (folder: string) => Promise<Staged>;
  /** Absolute path of the folder that all work trees of the repository share. */
  readonly shared: () => Promise<string>;
  /** Why nothing can be committed now, in a few words: a merge in progress, an index that another git holds. */
  readonly standstill: () => Promise<string | null>;
  /**
   * Commits by the person's own identity, signing and hooks; what else is staged stays staged. Paths are from
   * the folder.
   */
  readonly commit: (folder: string, request: CommitRequest) => Promise<CommitOutcome>;
}

export interface Git {
  /** The repository that holds an absolute folder, or null. */
  readonly find: (folder: string) => Promise<Repository | null>;
}

/** Jobs of `src/worker.ts` that other threads can run. */
export type Job = 'judge' | 'bodies' | 'comparisons';

/** Threads that run one job after another. */
export interface ThreadPool {
  /** What the job made of the batch; rejects when the job throws or its thread dies. */
  readonly run: (job: Job, batch: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
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

/** The real world, passed in. Nothing else in slop touches disk, processes, time or terminals. */
export interface World {
  readonly files: Files;
  readonly git: Git;
  readonly workTrees: WorkTrees;
  readonly processes: Processes;
  readonly probing: Probing;
  readonly programs: Programs;
  readonly logs: Logs;
  readonly serving: Serving;
  /** Opens a file in the person's editor, at a line, and waits until it is closed; why it could not, or null. */
  readonly edit: (path: string, line?: number) => Promise<string | null>;
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
  /** Folder for what is kept from run to run, absolute or from the folder of slop.yaml; null where nothing is. */
  readonly cache: string | null;
}
