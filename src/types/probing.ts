/** A program to be run for its output. No shell reads it. */
export interface RunRequest {
  /** Absolute folder that it runs in. */
  readonly folder: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly seconds: number;
  /** Bytes of output after which it is ended. */
  readonly bytes: number;
  /** Ends it when the reader interrupts. */
  readonly interrupted: AbortSignal;
  /** Told how many bytes came so far. */
  readonly progress: (bytes: number) => void;
}

/** What a run came to. Whatever it was, none of its processes is left. */
export type RunOutcome =
  | { readonly end: 'unstarted'; readonly reason: string }
  | {
      /** `time` and `flood`: it was ended because it took too long or said too much. */
      readonly end: 'exit' | 'signal' | 'time' | 'flood' | 'interrupted';
      /** Null unless it ended by itself. */
      readonly exitCode: number | null;
      readonly signal: string | null;
      /** Standard output, then standard error; bytes that are not UTF-8 are U+FFFD. */
      readonly output: string;
    };

/** Runs probes, and looks where they run. */
export interface Probing {
  readonly run: (request: RunRequest) => Promise<RunOutcome>;
  /** Ends, where the system tells, what runs in an absolute folder have left whose slop was killed. */
  readonly endLeft: (folder: string) => Promise<void>;
  /** Whether something on this machine, and no other, takes a connection at a port. */
  readonly answers: (port: number) => Promise<boolean>;
  /** The commit that a work tree is at, and whether it is as that commit has it; null for no work tree. */
  readonly standing: (
    folder: string,
  ) => Promise<{ readonly oid: string | null; readonly clean: boolean } | null>;
}
