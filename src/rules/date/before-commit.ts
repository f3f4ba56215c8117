import type { Commit, Graph, Rule } from '../../types.ts';
import { headPlace } from '../place.ts';
import { edgesOf } from '../ref/edges.ts';
import { unquoted } from '../words.ts';

const TWELVE_HOURS = 12 * 60 * 60 * 1000;

/** An entry about a later change names a later commit. */
const LATER = /^\/amendments(?:\/|$)/;

/**
 * A note cannot name a commit that was made after it was written. Compares with the first day that it was anywhere on
 * Earth when the commit was made; of several such commits the latest is told.
 */
export const dateBeforeCommit: Rule<{ date: string; repository: string; hash: string; committed: string }> = {
  id: 'date/before-commit',
  severity: 'warning',
  message: ({ date, repository, hash, committed }) =>
    `The note is dated ${date}, and names the commit ${unquoted(hash)} of ${unquoted(repository)}, which was made on ${committed}.`,
  help: () => 'Write the day on which the text was last changed, or make a new version.',
  *graph({ graph }) {
    const cited = latestCited(graph);
    for (const document of graph.documents) {
      const { date, path } = document;
      const latest = cited.get(path);
      if (date === null || latest === undefined || firstDay(latest.commit.date) <= date) continue;
      const { repository, hash, commit } = latest;
      const data = { date, repository, hash, committed: commit.date.slice(0, 10) };
      yield { path, span: headPlace(document, '/date'), data };
    }
  },
};

interface Cited {
  readonly repository: string;
  readonly hash: string;
  readonly commit: Commit;
}

/** The commit of each note that was made last, by path. */
function latestCited(graph: Graph): ReadonlyMap<string, Cited> {
  const latest = new Map<string, Cited>();
  for (const { path, edge, target } of edgesOf(graph, 'commit')) {
    const { to, mention } = edge;
    if (to?.type !== 'object' || (mention.field !== null && LATER.test(mention.field))) continue;
    const { repository } = to;
    const commit = graph.ledger.repositories?.get(repository)?.commits.get(to.oid);
    if (commit === undefined || Number.isNaN(Date.parse(commit.date))) continue;
    const before = latest.get(path)?.commit.date;
    if (before === undefined || Date.parse(commit.date) > Date.parse(before))
      latest.set(path, { repository, hash: target.hash, commit });
  }
  return latest;
}

/** The day in the westernmost time zone, `YYYY-MM-DD`. */
function firstDay(instant: string): string {
  return new Date(Date.parse(instant) - TWELVE_HOURS).toISOString().slice(0, 10);
}
