import type { Config, Document, Graph, Receipt, RepositoryReading } from '../../types.ts';
import { repositoryOn } from '../repository-names.ts';
import type { Countable } from './countables.ts';
import type { SubjectFinder } from './subjects.ts';

/** What of the record was read for its claims, beside notes and repositories. */
export interface Proofs {
  /** Path → text, of the documents that are compared. */
  readonly texts: ReadonlyMap<string, string>;
  /** `earlierKey` → a version that lies in the history of the record alone. */
  readonly earlier: ReadonlyMap<string, EarlierText>;
  /** Those that are filed in the record. */
  readonly receipts: readonly Receipt[];
  /** Blob id → a Markdown file of another repository that notes name. */
  readonly elsewhere: ReadonlyMap<string, Document>;
  /** From the top of the repository that slop.yaml stands in to its root; `''` or ending in `/`. */
  readonly prefix: string;
  /** Top folder of that repository; null outside of one. */
  readonly top: string | null;
}

/** A version as it last was in the history of the record. */
export interface EarlierText {
  readonly text: string;
  /** The date that its head has. */
  readonly date: string | null;
  /** The commit that wrote it last, or took its file away. */
  readonly oid: string;
  readonly when: string;
}

export const noProofs: Proofs = {
  texts: new Map(),
  earlier: new Map(),
  receipts: [],
  elsewhere: new Map(),
  prefix: '',
  top: null,
};

/** All that claims are judged by. */
export interface Known extends Proofs {
  readonly config: Config;
  readonly lineages: Graph['lineages'];
  readonly readings: readonly RepositoryReading[];
  /** The reading of the repository that slop.yaml stands in. */
  readonly own: RepositoryReading | null;
  readonly findSubject: SubjectFinder;
  /** By name in lower case; made when a claim counts something. */
  readonly countables: () => ReadonlyMap<string, Countable>;
  /** Instant of the newest commit of the record, ISO 8601: ages are counted up to it. */
  readonly today: string | null;
}

/** The clone that a claim speaks of: by its name, or without one the only one that has the hash; or why there is none. */
export function cloneMeant(
  { repository, oid }: { readonly repository: string | null; readonly oid: string | null },
  { date }: Document,
  { config, readings }: Known,
): RepositoryReading | string {
  const name = repository === null ? null : repositoryOn(repository, date, config);
  if (repository !== null) {
    const reading = readings.find((one) => one.name === name);
    if (reading === undefined || reading.place === null) return `there is no clone of ${repository}`;
    return reading.unread ?? reading;
  }
  const having = readings.filter(
    ({ hashes, unread }) => unread === null && oid !== null && hashes.get(oid)?.type === 'object',
  );
  const [only, ...more] = having;
  return only !== undefined && more.length === 0 ? only : 'its repository is not known';
}
