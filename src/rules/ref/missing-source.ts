import { isLive } from '../../link/live.ts';
import type { Edge, Graph, Rule } from '../../types.ts';
import { joined, plain, quoted } from '../words.ts';
import { edgesOf } from './edges.ts';

/** Paths that are worth reading in one sentence. */
const MOST_SHOWN = 3;

/**
 * At the commit that a note names the file is as it was: any note is judged. The published branch moves on, so what
 * is no longer on it is told only of notes that still speak.
 */
export const missingSource: Rule<{
  file: string;
  line: number;
  at: string | null;
  lines: number | null;
  elsewhere: readonly string[];
}> = {
  id: 'ref/missing-source',
  severity: 'error',
  message: ({ file, line, at, lines }) => {
    const where = at === null ? 'on the published branch' : `at ${plain(at)}`;
    return lines === null
      ? `There is no file ${quoted(file)} ${where}.`
      : `${quoted(file)} has no line ${line} ${where}: it has ${lines}.`;
  },
  help: ({ at, lines, elsewhere }) => {
    if (lines !== null) {
      return at === null
        ? 'Name the commit in which the line was read, beside it: `seed.py:468 at engine 771aacd`.'
        : 'Look the line up with git show, and write its number in that commit.';
    }
    return elsewhere.length > 0
      ? `In another commit it is ${joined(elsewhere.map(quoted), 'or')}: name the commit in which it was read.`
      : 'Write the path as it is in the repository, and the word for the repository before it.';
  },
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'source')) {
      if (edge.state !== 'missing') continue;
      const from = graph.byPath.get(path);
      const commit = target.of === null ? undefined : from?.draft?.mentions[target.of]?.target;
      const at = commit?.type === 'commit' ? commit.hash : null;
      if (at === null && (from === undefined || !isLive(from, graph))) continue;
      const data = {
        file: target.path,
        line: target.line,
        at,
        lines: linesOf(graph, edge),
        elsewhere: edge.candidates.slice(0, MOST_SHOWN),
      };
      yield { path, span: edge.mention.span, data };
    }
  },
};

/** The lines of the file that was found; null when there was none. */
function linesOf({ ledger }: Graph, { to, mention: { target } }: Edge): number | null {
  if (to?.type !== 'source' || target.type !== 'source') return null;
  const readings = [...(ledger.repositories?.get(to.repository)?.sources?.values() ?? [])];
  const reading = readings.find(
    ({ commit, places }) => commit === to.oid && places.some(({ path }) => path === to.file),
  );
  return reading?.places.find(({ path }) => path === to.file)?.lines ?? null;
}
