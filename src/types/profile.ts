/** What a profile looks for in every text. */
export type PrivateMatter = 'machine-path' | 'process-id' | 'port' | 'host' | 'email' | 'secret';

/** How the record is shown to one sort of reader; every default filled in. */
export interface Profile {
  readonly name: string;
  /** `mask` puts words in its place, `refuse` makes no site while there is any, `keep` leaves it. */
  readonly matters: Readonly<Record<PrivateMatter, 'mask' | 'refuse' | 'keep'>>;
  /** Names of hosts beside those that show by their ending. */
  readonly hosts: readonly string[];
  /** Other words that are masked wherever they stand. */
  readonly words: readonly string[];
  /** Kinds, phases and ids of notes that are left out whole. */
  readonly kinds: readonly string[];
  readonly phases: readonly string[];
  readonly notes: readonly string[];
}
