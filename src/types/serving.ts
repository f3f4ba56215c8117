/** A request to a server of this machine. */
export interface PageRequest {
  readonly method: string;
  /** Path as it was sent, with its query, still percent-encoded. */
  readonly target: string;
  /** By lower case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** At most 64 kB; what is longer is cut. */
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Listening {
  readonly port: number;
  /** Sends an event to everybody who listens to events; `data` in one line. */
  readonly tell: (event: string, data: string) => void;
  readonly close: () => Promise<void>;
}

/** What it takes to serve a site on this machine and to follow its files. */
export interface Serving {
  /**
   * Listens on 127.0.0.1 alone; `port` 0 takes any that is free. `'events'` as an answer keeps the connection open
   * for `tell`. Rejects with Node's error where the port is taken.
   */
  readonly listen: (
    port: number,
    answer: (asked: PageRequest) => Promise<Reply | 'events'>,
  ) => Promise<Listening>;
  /**
   * Calls back with the absolute path of whatever changes below a folder, or, when `deep` is false, in it. Folders
   * that are not there are passed over. The answer ends it. Throws Node's error where not all can be watched, and
   * hands it to `failed` where that is so of a folder that comes later.
   */
  readonly watch: (
    folders: readonly { readonly path: string; readonly deep: boolean }[],
    changed: (path: string) => void,
    failed: (error: Error) => void,
  ) => () => void;
}
