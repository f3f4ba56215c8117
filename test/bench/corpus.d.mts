export interface Change {
  readonly to: string;
  /** Set when a file moves; then there is no text. */
  readonly from?: string;
  readonly text?: string;
}

export interface Corpus {
  readonly commits: readonly {
    readonly seconds: number;
    readonly subject: string;
    readonly changes: readonly Change[];
  }[];
  /** Rules that the planted mistakes break, one each. */
  readonly faults: readonly string[];
}

export interface CorpusOptions {
  readonly notes: number;
  readonly seed?: number;
}

export function makeCorpus(options: CorpusOptions): Corpus;
export function writeCorpus(folder: string, options: CorpusOptions): Corpus;
