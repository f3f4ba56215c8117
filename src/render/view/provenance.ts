import type { Commit, Document } from '../../types.ts';
import type { Site } from '../site.ts';

/** What Git knows of a document's file. */
interface ProvenanceView {
  readonly first: MadeView;
  /** Null when one commit is all there is. */
  readonly last: MadeView | null;
}

/** A commit, and the session that made it. */
interface MadeView extends CommitView {
  /** Empty where its message names none. */
  readonly session: string;
  /** Where the session can be seen; empty where that is no web address. */
  readonly sessionHref: string;
}

export interface CommitView {
  readonly oid: string;
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** First and last commit of a document; null where there is no history. */
export function provenanceView(site: Site, { path }: Document): ProvenanceView | null {
  const history = site.graph.ledger.record?.paths.get(path);
  if (history === undefined) return null;
  const { first, last } = history;
  return { first: madeView(site, first), last: first.oid === last.oid ? null : madeView(site, last) };
}

function madeView({ commitNames }: Site, commit: Commit): MadeView {
  const session = commitNames?.sessions.get(commit.oid) ?? '';
  return {
    ...commitView(commit),
    session,
    sessionHref: /^https?:\/\/[^\s<>"']+$/.test(session) ? session : '',
  };
}

/** A commit for people: hash cut to 8, the date in the committer's own zone. */
export function commitView({ oid, date, author, subject }: Commit): CommitView {
  return { oid: oid.slice(0, 8), date: date.slice(0, 10), author, subject };
}
