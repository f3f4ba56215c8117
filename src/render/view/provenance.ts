import type { Commit, Document } from '../../types.ts';
import type { Site } from '../site.ts';

/** What Git knows of a document's file. */
export interface ProvenanceView {
  readonly first: CommitView;
  /** Null when one commit is all there is. */
  readonly last: CommitView | null;
}

export interface CommitView {
  readonly oid: string;
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** First and last commit of a document; null where there is no history. */
export function provenanceView({ graph }: Site, { path }: Document): ProvenanceView | null {
  const history = graph.ledger.record?.paths.get(path);
  if (history === undefined) return null;
  const { first, last } = history;
  return { first: commitView(first), last: first.oid === last.oid ? null : commitView(last) };
}

/** A commit for people: hash cut to 8, the date in the committer's own zone. */
export function commitView({ oid, date, author, subject }: Commit): CommitView {
  return { oid: oid.slice(0, 8), date: date.slice(0, 10), author, subject };
}
