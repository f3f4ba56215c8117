import type { Span } from './base.ts';

/** What a note says that can be tested. Repositories are by the name that the note uses for them. */
export type Statement =
  | {
      readonly type: 'unchanged';
      /** Id, file name or path, with `@0.3` for a version; null for the note that says so. */
      readonly document: string | null;
      /** As `Target` has it; null for the whole note. */
      readonly section: string | null;
      /** Version without its `v`, or hash. */
      readonly since: string;
    }
  | {
      readonly type: 'exists';
      readonly repository: string | null;
      readonly path: string;
      readonly oid: string | null;
      /** Null, without a hash, for the published one. */
      readonly branch: string | null;
      /** The commit named before it, where the file is said to have been amended since. */
      readonly since?: string;
    }
  | {
      readonly type: 'head';
      readonly repository: string | null;
      readonly branch: string | null;
      readonly oid: string;
    }
  | { readonly type: 'tag'; readonly repository: string | null; readonly tag: string; readonly oid: string }
  | ({
      readonly type: 'baseline';
      readonly repository: string | null;
      /** What was measured, when it is not the tests. */
      readonly name: string | null;
      /** The measured value, when it is no test count. */
      readonly value: string | null;
      readonly tolerance: number;
      readonly oid: string | null;
      readonly probe: string | null;
    } & TestCounts)
  | { readonly type: 'count'; readonly of: string; readonly is: number; readonly was: number | null }
  | { readonly type: 'service'; readonly name: string | null; readonly port: number };

/** Numbers of tests; null for one that is not told. */
export interface TestCounts {
  readonly passed: number | null;
  readonly failed: number | null;
  readonly skipped: number | null;
}

/** A place in a note that says something which can be tested. */
export interface Assertion {
  readonly span: Span;
  /** Head field that holds it, as a JSON pointer; null in the body. */
  readonly field: string | null;
  readonly statement: Statement;
}

/**
 * `asserted`: nobody looked. `verified`: it was found so. `stale`: it was, longer ago than its probe
 * allows. `contradicted`: it was found otherwise.
 */
export type ClaimState = 'asserted' | 'verified' | 'stale' | 'contradicted';

/** Who found what, where and when. */
export interface Evidence {
  readonly by: 'git' | 'record' | 'receipt' | 'connection';
  /** The repository that was looked into. */
  readonly repository: string | null;
  /** Full hash of the commit at which it was found. */
  readonly oid: string | null;
  /** ISO 8601, or a day; null for what holds of the tree as it is. */
  readonly when: string | null;
  /** Path of the receipt. */
  readonly receipt: string | null;
}

/** An assertion, with what is known of it. */
export interface Claim extends Assertion {
  /** Path of the note. */
  readonly from: string;
  readonly state: ClaimState;
  /** What the note says, in a few words: `main at 771aacd`, `421 passed, 1 failed`. */
  readonly recorded: string;
  /** What was found instead, or as well; null when nobody looked. */
  readonly live: string | null;
  /** Null when nobody looked. */
  readonly evidence: Evidence | null;
  /** Why nobody could look, or what came between; a clause without its full stop, or null. */
  readonly why: string | null;
  /** True when it held on the day of the note, and something that came later contradicts it. */
  readonly overtaken: boolean;
}

/** What a run of a probe came to, as a file of the record. */
export interface Receipt {
  /** From the root. */
  readonly path: string;
  readonly probe: string;
  readonly repository: string;
  /** Commit that was checked out; null where that was not told. */
  readonly oid: string | null;
  /** Whether the work tree was as that commit has it. */
  readonly clean: boolean;
  readonly command: readonly string[];
  /** Null when it was ended by a signal or by slop. */
  readonly exitCode: number | null;
  /** SHA-256 of the output, in hex. */
  readonly digest: string;
  /** When it began, ISO 8601. */
  readonly when: string;
  readonly milliseconds: number;
  readonly counts: TestCounts | null;
  readonly value: string | null;
  /** Ids of the notes that it was run for. */
  readonly notes: readonly string[];
}
