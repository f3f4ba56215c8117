import type { Config, Draft, Graph, Kind } from '../types.ts';

/** What an operation on a record may look at. */
export interface PlanView {
  readonly graph: Graph;
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Text and Git blob id of a file of the record; path from the root. */
  readonly sourceOf: (path: string) => Promise<{ readonly text: string; readonly oid: string }>;
}

/** A note that is edited: its text, what was read of that, and the path of the file that the edits change. */
export interface EditedNote {
  readonly path: string;
  readonly text: string;
  readonly draft: Draft;
}
