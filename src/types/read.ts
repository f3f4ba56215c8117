import type { JsonObject, Span } from './base.ts';
import type { Section } from './parse.ts';
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
  /** Committer date, ISO 8601 with offset, as Git's `%cI`; empty for one that Git cannot read. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** A commit that changed the bytes of a file, or brought it. */
export interface TextChange {
  readonly commit: Commit;
  /** Where the file lay in that commit. */
  readonly path: string;
  /** Blob id of the file in that commit. */
  readonly oid: string;
  /** Blob id before it, in the first parent; null where the file was not there. */
  readonly was: string | null;
}

/** The last text of a file that was taken away, or has another name since. */
export interface GoneText {
  readonly path: string;
  /** The commit that took it away. */
  readonly commit: Commit;
  /** Blob id. */
  readonly oid: string;
  /** How it had been changed, newest first, where no file of today came of it. */
  readonly changes: readonly Omit<TextChange, 'path'>[];
}

/** First and last commit that touched a path, renames followed. */
export interface PathHistory {
  readonly first: Commit;
  readonly last: Commit;
  /** Oldest first; absent where nobody looked. */
  readonly texts?: readonly TextChange[];
  /** Paths at which the file lay before, where nothing else ever did afterwards; absent where nobody looked. */
  readonly former?: readonly string[];
}

/** A section of a text as it once was. */
export interface PastSection extends Pick<Section, 'slug' | 'number' | 'title' | 'depth'> {
  /** The same for texts that differ in white space, comments, the folders of links and the length of hashes alone. */
  readonly digest: string;
  /** True for a heading that waits for its text, as templates leave them. */
  readonly empty: boolean;
}

/** What a version was when it was first committed, and what became of it. */
export interface Amendment {
  /** The commit that brought the version. */
  readonly first: Commit;
  /** Each commit that changed its text afterwards, oldest first. */
  readonly changes: readonly {
    readonly commit: Commit;
    /** Sections that it changed, as a reader names them: `§6`, `“Purpose”`. */
    readonly sections: readonly string[];
  }[];
  /** Its sections each time that its body became another, oldest first. */
  readonly texts: readonly { readonly commit: Commit; readonly sections: readonly PastSection[] }[];
}

/** What was changed in the record after it was written. */
export interface Amendments {
  /** Path of a version → what became of it; only of those whose text changed. */
  readonly of: ReadonlyMap<string, Amendment>;
  readonly parents: ReadonlyMap<string, readonly string[]>;
}

/** A number in head or file name, or the id of an item, that a note has on a branch which is not merged here. */
export interface NumberElsewhere {
  readonly branch: string;
  readonly path: string;
  readonly number: string;
  /** Where it is the id of an item under `items` of the head: the kind of the note, `''` when its head says none. */
  readonly item?: string;
}

/** What Git says of one repository. */
export interface RepositoryLedger {
  readonly head: Commit | null;
  readonly branch: string | null;
  readonly shallow: boolean;
  /** Paths from the root of slop.yaml. */
  readonly paths: ReadonlyMap<string, PathHistory>;
  /** Newest first; another file may lie at such a path. Absent where nobody looked. */
  readonly gone?: readonly GoneText[];
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
  /** From the top of the repository to the root; `''`, or ending in `/`. Absent where nobody looked. */
  readonly prefix?: string;
  /** Versions that were changed after they were first committed; absent where that cannot be told. */
  readonly amendments?: Amendments;
  /** Every repository of slop.yaml by name, in its order; absent where nobody asked. */
  readonly repositories?: ReadonlyMap<string, RepositoryReading>;
}

export type ObjectKind = 'commit' | 'tag' | 'tree' | 'blob';

/** A file at a commit that notes speak of. */
export interface FileWant {
  /** Hash as written (one of the wanted ones), or the name of a branch. */
  readonly revision: string;
  /** From the top of the repository; a bare file name is looked for in all folders. */
  readonly path: string;
  /** Whether its text is wanted too. */
  readonly text: boolean;
}

/** A commit that is said to be the head of a branch. */
export interface HeadWant {
  /** Null where no branch is named. */
  readonly branch: string | null;
  /** As written; one of the wanted ones. */
  readonly hash: string;
}

/** What the notes want to know of one repository, asked in one go. */
export interface RepositoryWants {
  /** Hashes as written that are said to be of it: looked for among all its objects. */
  readonly hashes: readonly string[];
  /** Hashes that may be of it: looked for among the commits and tags that its refs lead to. */
  readonly others: readonly string[];
  /** Whether every commit is to be told with its message. */
  readonly messages: boolean;
  readonly files: readonly FileWant[];
  readonly heads: readonly HeadWant[];
  /** Files of its source that are named with a line; none when absent. */
  readonly sources?: readonly SourceWant[];
}

/** A file or folder as it is at a commit. */
export interface FileReading {
  readonly path: string;
  readonly oid: string;
  readonly kind: ObjectKind;
  /** Null when it was not wanted, or the clone has no file contents. */
  readonly text: string | null;
}

/** Where a commit stands on the branch that it is said to be the head of. */
export interface BranchHeadReading {
  readonly branch: string;
  /** The commit that the branch is at. */
  readonly tip: string;
  /** The commit that followed it on the branch; null when it is the tip. */
  readonly next: string | null;
}

/** A file of a repository, in one state of it. */
export interface SourceWant {
  /** As written: a whole path, its end, or a file name. */
  readonly path: string;
  /** A commit as written, or the name of a branch. */
  readonly at: string;
  /** False where nobody asks for other states than that one: the whole history need not be read for it. */
  readonly past?: false;
}

/** What a repository has for a `SourceWant`. */
export interface SourceReading {
  /** The commit that was looked into; null for one that the repository does not have. */
  readonly commit: string | null;
  /** Every file of that commit that fits. */
  readonly places: readonly {
    readonly path: string;
    /** Blob id. */
    readonly oid: string;
    /** Null where the clone lacks the content. */
    readonly lines: number | null;
    /** Of a Markdown file; null for every other, and where the clone lacks the content. */
    readonly text: string | null;
  }[];
  /** Paths that fit in another commit, when none does in this one. */
  readonly elsewhere: readonly string[];
}

/** What a hash is found to be. */
export type HashReading =
  | { readonly type: 'missing' }
  /** Full hashes that begin with it. */
  | { readonly type: 'ambiguous'; readonly oids: readonly string[] }
  | {
      readonly type: 'object';
      readonly oid: string;
      readonly kind: ObjectKind;
      /** What a tag object leads to in the end; null for every other kind, and for a tag of no commit. */
      readonly commit: string | null;
      /** Reachable from a published ref; null when that cannot be told. */
      readonly published: boolean | null;
      /** A published commit that makes the same change, for one that no published ref leads to. */
      readonly replacement: string | null;
    };

/** A commit with all that is told of it. */
export interface CommitMessage extends Commit {
  readonly parents: readonly string[];
  readonly body: string;
  readonly published: boolean;
}

/** What a clone says about one repository. */
export interface RepositoryReading {
  readonly name: string;
  /** Absolute folder of the clone; null where there is none. */
  readonly place: string | null;
  /** One sentence when nothing could be read: why. */
  readonly unread: string | null;
  /** One sentence when what is not found may yet exist (a shallow clone, one branch only): why. */
  readonly partial: string | null;
  /** One sentence when what a published ref leads to could not be told: why. */
  readonly unwalked: string | null;
  readonly shallow: boolean;
  /** When it was last fetched, ISO 8601; null for one that never was. */
  readonly fetched: string | null;
  /** Short name → commit; of a branch that is here and on a remote, the published one. */
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, TagReading>;
  /** Hash as written → what it is; every wanted one is in it. */
  readonly hashes: ReadonlyMap<string, HashReading>;
  /** `sourceKey` → what was found, for each file that was wanted; absent where nobody could look. */
  readonly sources?: ReadonlyMap<string, SourceReading>;
  /** Full hash → commit, for each that `hashes` leads to. */
  readonly commits: ReadonlyMap<string, Commit>;
  /** Every commit that a branch or tag leads to, newest first, when messages were wanted. */
  readonly messages: readonly CommitMessage[];
  /** `revision:path` → what is there, null for nothing; one that could not be told is absent. */
  readonly files: ReadonlyMap<string, FileReading | null>;
  /** `branch@hash`, or `@hash` → where it stands; null when it is on no such branch, absent when untold. */
  readonly heads: ReadonlyMap<string, BranchHeadReading | null>;
}

export interface TagReading {
  /** The tag object, or the commit itself for a light tag. */
  readonly oid: string;
  /** Null when it leads to no commit. */
  readonly commit: string | null;
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
  /** Folders of the record, from the root, that are submodules of Git: what they hold is of another repository. */
  readonly submodules?: readonly string[];
}
