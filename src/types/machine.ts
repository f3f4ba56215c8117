import type { ProcessIdentity } from './world.ts';

/** Files that only grow, in folders that only their owner enters. Paths are absolute. */
export interface Logs {
  /** Makes a folder, and those above it, for its owner alone. A sentence when it cannot be trusted, else null. */
  readonly own: (folder: string) => Promise<string | null>;
  /** Adds to the end of a file, in one piece, and waits for the disk. Makes the file where it is not there. */
  readonly append: (path: string, text: string) => Promise<void>;
  /** The bytes from a place on; none when nothing is there. */
  readonly readFrom: (path: string, start: number) => Promise<Uint8Array>;
  /** Cuts a file off behind that many bytes, and waits for the disk. */
  readonly cut: (path: string, length: number) => Promise<void>;
  /** Length in bytes, and when it last changed, in milliseconds since 1970; null when nothing is there. */
  readonly measure: (path: string) => Promise<{ readonly size: number; readonly changed: number } | null>;
  /** Makes a symbolic link, in place of an older one; never in place of anything else. */
  readonly link: (target: string, path: string) => Promise<void>;
}

/** A program that outlives the one that starts it. */
export interface Detached {
  /** The program and its arguments; nothing of it goes through a shell. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of a named pipe, made when it is not there: what it reads. The program itself keeps it open. */
  readonly input: string;
  /** Absolute paths of files to which it adds what it says. */
  readonly output: string;
  readonly errors: string;
  /** Absolute path of a file in which it says who it is before it begins. */
  readonly identity: string;
}

/** What a program came to. `code` is null when it could not be started, was ended by a signal, or took too long. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly absent: boolean;
}

export type Signal = 'INT' | 'TERM' | 'KILL';

/** Other programs, as argument lists. */
export interface Programs {
  /** Runs one to its end. Never throws. */
  readonly run: (
    argv: readonly string[],
    options: {
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly milliseconds: number;
      readonly input?: string;
    },
  ) => Promise<Ended>;
  /** Hands the terminal of this process to one until it ends; its exit code, null when it could not be started. */
  readonly hand: (argv: readonly string[], env: Readonly<Record<string, string>>) => Promise<number | null>;
  /** Starts one in a session of its own. */
  readonly start: (program: Detached) => Promise<ProcessIdentity>;
  /** Who a started program said it is, if that process still runs. */
  readonly started: (identity: string) => Promise<ProcessIdentity | null>;
  /**
   * Puts a file into a named pipe. A process of its own does it, so that a reader never gets a part because this
   * one ends. False when nobody has read all of it after a while: a part may stand there.
   */
  readonly pour: (file: string, pipe: string) => Promise<boolean>;
  /** Sends a signal to a process, its group and its descendants; nothing when that process is gone. */
  readonly signal: (identity: ProcessIdentity, signal: Signal) => Promise<void>;
}
