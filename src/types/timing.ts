/** Parts of a run that are measured apart. */
export type Stage =
  | 'read'
  | 'heads'
  | 'parse'
  | 'validate'
  | 'git'
  | 'link'
  | 'rules'
  | 'render'
  | 'search'
  | 'write';

/** Counts what each stage of a run takes, in milliseconds. */
export interface Stopwatch {
  /** Runs the work of a stage. What other stages take within it is counted for these alone. */
  readonly measure: <T>(stage: Stage, work: () => T) => T;
  /** Counts what the stages of one note took, on whatever thread. */
  readonly note: (path: string, spent: ReadonlyMap<Stage, number>) => void;
}
