import { saysSupersedes } from '../../link/supersessions.ts';
import { once } from '../../parse/once.ts';
import type { Edge, Graph, Rule } from '../../types.ts';
import { either, quoted, unquoted } from '../words.ts';
import { documentWritten, edgesOf, isNextVersion } from './edges.ts';

/** A name between double brackets with a hyphen, a space, a version or the like is hardly a word of something else. */
const WORD = /^\p{L}+$/u;

/**
 * Not for what is planned, or what a head says it supersedes, nor for a word between double brackets that comes near no
 * id, where no note is linked so: it means something else, such as the `[[Call]]` of a language. What is said to lie in
 * another repository is judged by a clone with all its history, and not at a commit: that is a claim.
 */
export const missingDocument: Rule<{
  name: string;
  nearest: readonly string[];
  repository: string | null;
}> = {
  id: 'ref/missing-document',
  severity: 'error',
  message: ({ name, repository }) =>
    repository === null
      ? `${quoted(name)} is not in the record.`
      : `No commit of ${unquoted(repository)} has a file ${quoted(name)}.`,
  help: ({ name, nearest, repository }) => {
    const alike = nearest.find((one) => one !== name && one.normalize() === name.normalize());
    if (alike !== undefined) {
      const mend =
        alike === alike.normalize() ? 'type it afresh here' : 'rename the file, typing its name afresh';
      return `The name of the file ${quoted(alike)} looks the same in another Unicode form: ${mend}.`;
    }
    const [first = ''] = nearest;
    if (/^https?:/.test(first)) return `Write ${quoted(first)}.`;
    return `${whatToDo(nearest, repository)}; if it is still to be written, put "(to be produced)" behind the name.`;
  },
  *graph({ graph }) {
    const linksByBrackets = once(() => hasLinkByBrackets(graph));
    for (const { path, edge, target } of edgesOf(graph, 'document', 'missing')) {
      if (edge.to !== null || target.planned) continue;
      if (isWordInBrackets(edge) && !linksByBrackets()) continue;
      if (saysSupersedes(edge.mention) || isNextVersion(edge)) continue;
      const data = { name: documentWritten(target), nearest: edge.candidates, repository: target.repository };
      yield { path, span: edge.mention.span, data };
    }
  },
};

function hasLinkByBrackets(graph: Graph): boolean {
  for (const { edge } of edgesOf(graph, 'document')) {
    if (edge.to !== null && isInBrackets(edge)) return true;
  }
  return false;
}

/** True for a name between double brackets in the text; in a head ids are read alike that no brackets stand around. */
function isInBrackets({ mention: { field, target } }: Edge): boolean {
  return field === null && target.type === 'document' && target.by === 'wiki';
}

function isWordInBrackets(edge: Edge): boolean {
  const { target } = edge.mention;
  if (!isInBrackets(edge) || target.type !== 'document' || edge.candidates.length > 0) return false;
  return target.version === null && target.anchor === null && WORD.test(target.name);
}

function whatToDo(nearest: readonly string[], repository: string | null): string {
  if (repository !== null) return 'Write its path as it is there';
  return nearest.length > 0 ? `Write ${either(nearest.slice(0, 3))}` : 'Add it to the record';
}
