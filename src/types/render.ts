/** A file of the site: path from its root, and what it holds. */
export interface File {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}

/** A file of a site that may be longer than memory, or one text, should hold. */
export interface LongFile {
  readonly path: string;
  /** Makes it anew, in texts one behind the other. None ends within a word, since each is looked through by itself. */
  readonly texts: () => Iterable<string>;
}

/** A page of the site that is still to be filled. */
export interface Page {
  readonly path: string;
  /** File name in templates/site/. */
  readonly template: string;
  readonly view: object;
}

export type SiteFile = File | LongFile | Page;
