import type { Config, Graph, Kind } from '../types.ts';

/** What an operation on a record may look at. */
export interface PlanView {
  readonly graph: Graph;
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Text and Git blob id of a file of the record; path from the root. */
  readonly sourceOf: (path: string) => Promise<{ readonly text: string; readonly oid: string }>;
}
