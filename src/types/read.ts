import type { JsonObject, Span } from './base.ts';
import type { Fix, Related } from './rules.ts';

/** Something a stage found wrong; the runner turns it into a `Finding`. */
export interface Fault {
  readonly rule: string;
  readonly span: Span;
  readonly data: JsonObject;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** One file of the record that holds Markdown, as it is on disk. */
export interface Source {
  /** From the root (the folder of slop.yaml), `/` between parts, Unicode as on disk. */
  readonly path: string;
  /** Decoded UTF-8, byte order mark kept; undecodable bytes are U+FFFD. Empty when unreadable. */
  readonly text: string;
  /** Git blob id of the bytes: SHA-1, 40 hex digits. Empty when unreadable. */
  readonly oid: string;
  /** Encoding, size, nesting, permission. */
  readonly faults: readonly Fault[];
  /** True when the text must not reach a parser: it is shown as it is. */
  readonly opaque: boolean;
}

/** A commit as far as the record needs it. */
export interface Commit {
  readonly oid: string;
  /** Committer date, ISO 8601 with offset, as Git's `%cI`. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** First and last commit that touched a path, renames followed. */
export interface PathHistory {
  readonly first: Commit;
  readonly last: Commit;
}

/** A number that a note has on a branch which is not merged here. */
export interface NumberElsewhere {
  readonly branch: string;
  readonly path: string;
  readonly number: string;
}

/** What Git says of one repository. */
export interface RepositoryLedger {
  readonly head: Commit | null;
  readonly branch: string | null;
  readonly shallow: boolean;
  /** Paths from the root of slop.yaml. */
  readonly paths: ReadonlyMap<string, PathHistory>;
  /** Paths whose text in the work tree is not that of `head`; absent where nobody looked. */
  readonly edited?: ReadonlySet<string>;
  /** Numbers of notes on other branches; absent where nobody looked. */
  readonly numbers?: readonly NumberElsewhere[];
}

/** What Git says about the record. `record` is null outside a repository or without a `git` program. */
export interface Ledger {
  readonly record: RepositoryLedger | null;
  /** One sentence when history could not be read: why. */
  readonly unverified: string | null;
}

/** A file of the record tree that is not Markdown: a document, an image, anything else. */
export interface TreeFile {
  readonly path: string;
  readonly size: number;
}

/** Everything that `read` found. */
export interface Tree {
  /** Every regular file under the record root, sorted by path (code unit order), Markdown included. */
  readonly files: readonly TreeFile[];
  /** Links, loops, folders named like notes: what was passed over, by path. */
  readonly skipped: readonly { readonly path: string; readonly fault: Fault }[];
}
