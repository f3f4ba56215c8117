/** Where a command writes, and what it may know of the reader. Made by `cli.ts` and by tests. */
export interface Terminal {
  /** Data, to standard output; resolves when the reader has taken it. */
  readonly out: (text: string) => Promise<void>;
  /** Words for people, to standard error. */
  readonly err: (text: string) => Promise<void>;
  /** Replaces the line that says what is going on; `''` clears it. Nothing off a terminal. */
  readonly progress: (text: string) => void;
  /** Whether standard output takes colours. */
  readonly colour: boolean;
  /** Width of standard output, or what is taken for it off a terminal. */
  readonly columns: number;
  /**
   * Runs work that must tidy up when the reader interrupts: its signal is aborted then. Outside of such work an
   * interrupt ends the program at once.
   */
  readonly guard: <T>(work: (interrupted: AbortSignal) => Promise<T>) => Promise<T>;
  /** Asks the reader; null off a terminal, where nothing asks. */
  readonly ask: Ask | null;
  readonly about: About;
}

export interface Ask {
  /** Shows the prompt and waits for one key: its character, or `''` when no more will come. */
  readonly key: (prompt: string) => Promise<string>;
  /** Shows the prompt and a line to be edited, which begins as `text`; null when the reader gives up. */
  readonly line: (prompt: string, text: string) => Promise<string | null>;
}

/** What slop knows of itself, from its package.json. */
export interface About {
  readonly version: string;
  /** Address of its repository, without a final `/`. */
  readonly homepage: string;
}
