import type { Edit } from './rules.ts';

/** What an operation will change, as a value. Paths are from the root; nothing is written before it is applied. */
export interface Plan {
  readonly schemaVersion: 1;
  /** What it does, in a few words: `bump phase-12-cr-guest-booking to v0.5`. */
  readonly title: string;
  /**
   * Every path that was read for it, and every path it changes, makes or moves → Git blob id before (`blobId`);
   * null where nothing may stand. Applied only when all of it still holds.
   */
  readonly base: Readonly<Record<string, string | null>>;
  /**
   * Spans in the text before any edit. `path` is the place before any move, or a new file of `writes` or
   * `copies`, whose text before is that of the write or of the copied file. No two overlap.
   */
  readonly edits: readonly Edit[];
  /** New files. */
  readonly writes: readonly { readonly path: string; readonly text: string }[];
  /** New files that begin as the bytes of another one as it is before the plan. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  readonly questions: readonly Question[];
  /** What the reader should know besides, a sentence each. */
  readonly remarks: readonly string[];
  /** How a commit of it speaks. */
  readonly commit: PlanCommit;
}

/** The families of version strings in prose: title, version line, footer; transition, arrow, cross-document. */
export type Family = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** Something that only a person can judge. Unanswered means unchanged. */
export interface Question {
  /** Digest of path, sentence and occurrence (`questionId`): never of a line or offset. */
  readonly id: string;
  /** Null for a question that is not about a version. */
  readonly family: Family | null;
  /** What "yes" does. A person can put an own text in place of it when it is one edit. */
  readonly edits: readonly Edit[];
  /** The place as a person reads it, in one line. */
  readonly sentence: string;
  readonly answer: Answer;
}

/** `yes`, `no`, an own text in place of the proposed one, or null for unanswered. */
export type Answer = 'yes' | 'no' | { readonly text: string } | null;

export interface PlanCommit {
  /** `CR-2026-090 v0.4: …` */
  readonly subject: string;
  /** `Record: phase-12-cr-guest-booking v0.4`, a line each. */
  readonly trailers: readonly string[];
}
