/** A file of the site: path from its root, and what it holds. */
export interface File {
  readonly path: string;
  readonly bytes: string | Uint8Array;
}
