import { nameOf } from '../../read/paths.ts';
import type { Document, Receipt } from '../../types.ts';

/** A turn as a handoff tells of it. */
export interface HandedTurn {
  readonly number: number;
  /** Path of its note. */
  readonly path: string;
  readonly end: string;
  readonly changed: number;
  readonly crossed: boolean;
  readonly review: { readonly verdict: string; readonly why: string } | null;
  /** Probes that were run behind it. */
  readonly probes: readonly string[];
}

/** Where a repository stands on this machine. */
export interface HandedHead {
  /** Its name in slop.yaml; `lane develop-1` for the work tree of a lane. */
  readonly repository: string;
  readonly branch: string | null;
  readonly oid: string;
  readonly clean: boolean;
  /** Whether its published branch stands there too, so that a claim of it can be held against others' clones. */
  readonly published: boolean;
}

/** What a handoff is made from. */
export interface HandoffParts {
  readonly template: { readonly name: string; readonly text: string };
  readonly lane: string;
  readonly session: string | null;
  readonly phase: string | null;
  readonly author: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Oldest first; at least one. */
  readonly turns: readonly HandedTurn[];
  readonly heads: readonly HandedHead[];
  /** Probes that were just run, each with its receipt, or why there is none. */
  readonly baselines: readonly {
    readonly probe: string;
    readonly receipt: Receipt | null;
    readonly why: string | null;
  }[];
}

/** As heads name a document: with its version, where it has one. */
export function referenceTo({ version, id, path }: Document): string {
  return version === null ? id : nameOf(path);
}
