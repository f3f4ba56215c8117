import type { Span } from './base.ts';
import type { Claim } from './claims.ts';
import type { Item } from './items.ts';
import type { Mention, Target } from './parse.ts';
import type { Commit, Ledger, ObjectKind } from './read.ts';
import type { Document } from './validate.ts';

export type EdgeState =
  | 'missing'
  | 'ambiguous'
  | 'unverified'
  | 'planned'
  | 'amended'
  | 'superseded'
  | 'outdated'
  | 'archived'
  | 'ok';

export interface Edge {
  /** Path of the citing note. */
  readonly from: string;
  readonly mention: Mention;
  readonly to: EdgeTarget | null;
  /** The first that applies; the rest are in `facts`. */
  readonly state: EdgeState;
  readonly facts: readonly EdgeState[];
  /** Paths that it may mean, when ambiguous; nearest names, when missing. */
  readonly candidates: readonly string[];
}

/** An edge whose mention is of one type, with the path of the note that it stands in. */
export interface EdgeOf<T extends Target> {
  readonly path: string;
  readonly edge: Edge;
  readonly target: T;
}

export type EdgeTarget =
  | { readonly type: 'document'; readonly path: string; readonly slug: string | null }
  | { readonly type: 'section'; readonly path: string; readonly slug: string }
  | { readonly type: 'file'; readonly path: string }
  | {
      readonly type: 'item';
      /** Key in `Graph.items`; of a family, the key of its first item. */
      readonly item: string;
      /** Where it is defined. */
      readonly path: string;
      readonly slug: string | null;
    }
  | {
      /** A file in a repository that slop.yaml names, or a line of it. */
      readonly type: 'source';
      readonly repository: string;
      /** Full hash of the commit in which the file was looked for. */
      readonly oid: string;
      /** Its path, from the top of the repository. */
      readonly file: string;
      /** Of a section the line of its heading; null for the whole file. */
      readonly line: number | null;
    }
  | {
      /** A note of another record, by the name that slop.yaml has for that. */
      readonly type: 'record';
      readonly record: string;
      readonly id: string;
      readonly title: string;
      /** Absolute address of its page, with an anchor where a section is named. */
      readonly href: string;
    }
  | {
      /** Something in a repository that slop.yaml names. */
      readonly type: 'object';
      readonly repository: string;
      /** Full hash: of the object that was named, or of the commit that a branch or tag is at. */
      readonly oid: string;
      readonly kind: ObjectKind;
      /** Whether a published branch or tag leads to it; null when that cannot be told. */
      readonly published: boolean | null;
    };

/** A commit whose message names something of the record. */
export interface NamingCommit extends Commit {
  readonly repository: string;
  readonly where: 'subject' | 'body' | 'trailer';
}

/** What messages of commits name. Each list is in order of date. */
export interface CommitNames {
  /** Path of a document → the commits that name that version of it, or its lineage while it is current. */
  readonly documents: ReadonlyMap<string, readonly NamingCommit[]>;
  /** Key of an item → the commits that name it. */
  readonly items: ReadonlyMap<string, readonly NamingCommit[]>;
  /** Hash of a commit → the session that made it, as a trailer of its message says (`Claude-Session: …`). */
  readonly sessions: ReadonlyMap<string, string>;
}

/** A note of another record, as its `xref.json` tells of it. */
export interface OtherNote {
  readonly id: string;
  readonly title: string;
  /** Absolute address of its current version. */
  readonly href: string;
  /** Oldest first. */
  readonly versions: readonly { readonly version: string; readonly file: string; readonly href: string }[];
  /** Of its current version. */
  readonly sections: readonly { readonly slug: string; readonly number: string | null }[];
}

/** Another record that notes may name. */
export interface OtherRecord {
  /** Name under `xrefs` in slop.yaml. */
  readonly name: string;
  /** By id. */
  readonly notes: ReadonlyMap<string, OtherNote>;
}

export interface Lineage {
  readonly id: string;
  /** Oldest first; twins (`.md` and `.html` of one version) side by side, Markdown first. */
  readonly versions: readonly Document[];
  readonly current: Document;
}

/** `newer` replaces `older`; both are paths. */
export interface Supersession {
  readonly newer: string;
  readonly older: string;
  /** Where the newer one says so; null when it follows from the version alone. */
  readonly span: Span | null;
}

export interface Graph {
  /** Sorted by path. */
  readonly documents: readonly Document[];
  readonly byPath: ReadonlyMap<string, Document>;
  readonly files: ReadonlySet<string>;
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** Path → edges, in order of their spans. */
  readonly out: ReadonlyMap<string, readonly Edge[]>;
  /** All of `out` by what their mention's target is, in order of path and of place. */
  readonly byType: ReadonlyMap<Target['type'], readonly Edge[]>;
  /** The transpose of `out`; targets that are no documents or sections left out. */
  readonly in: ReadonlyMap<string, readonly Edge[]>;
  readonly supersessions: readonly Supersession[];
  /** Path → what the note says that can be tested, in order; notes that say nothing such are left out. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  /**
   * Key → item, in order of key: the id, and for one that means it only there a space and `(phase 12)` or `(note-id)`.
   */
  readonly items: ReadonlyMap<string, Item>;
  /** Blob id → a Markdown file of another repository that notes name; absent where nobody looked. */
  readonly elsewhere?: ReadonlyMap<string, Document>;
  readonly ledger: Ledger;
}
