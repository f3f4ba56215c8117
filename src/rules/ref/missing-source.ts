import { sourceQuestion } from '../../link/source-edges.ts';
import type { Edge, Graph, Rule } from '../../types.ts';
import { joined, quoted, unquoted } from '../words.ts';
import { edgesOf } from './edges.ts';

/** Paths that are worth reading in one sentence. */
const MOST_SHOWN = 3;

/**
 * At the commit that a note names, or at the head that it records, the file is as it was. What is said of no commit is
 * not judged: the published branch moves on.
 */
export const missingSource: Rule<{
  file: string;
  line: number;
  at: string;
  lines: number | null;
  elsewhere: readonly string[];
}> = {
  id: 'ref/missing-source',
  severity: 'error',
  message: ({ file, line, at, lines }) => {
    const where = `at ${unquoted(at)}`;
    return lines === null
      ? `There is no file ${quoted(file)} ${where}.`
      : `${quoted(file)} has no line ${line} ${where}: it has ${lines}.`;
  },
  help: ({ lines, elsewhere }) => {
    if (lines !== null) return 'Look the line up with git show, and write its number in that commit.';
    return elsewhere.length > 0
      ? `In another commit it is ${joined(elsewhere.map(quoted), 'or')}: name the commit in which it was read.`
      : 'Write the path as it is in the repository, and the word for the repository before it.';
  },
  *graph({ graph, config }) {
    for (const { path, edge, target } of edgesOf(graph, 'source', 'missing')) {
      const from = graph.byPath.get(path);
      const at = from === undefined ? null : sourceQuestion(from, target, config).hash;
      if (at === null) continue;
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
