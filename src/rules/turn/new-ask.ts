import { pathOf } from '../../read/paths.ts';
import type { Document, Edge, EdgeTarget, Graph, Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { anchorEdges, openTurns, targetName } from './anchors.ts';

/**
 * A correction stands on what the turn that it corrects stood on. That turn, its result and notes that name findings
 * about them may be named beside it.
 */
export const turnNewAsk: Rule<{ name: string; corrected: string }> = {
  id: 'turn/new-ask',
  severity: 'error',
  message: ({ name, corrected }) =>
    `The correction is anchored in ${quoted(name)}, which ${quoted(corrected)} was not about.`,
  help: () => 'Ask for that in a turn of its own, or anchor the correction in what was asked before.',
  *graph({ graph }) {
    for (const document of openTurns(graph)) {
      if (document.draft?.head['turn'] !== 'development-correction') continue;
      const chain = followed(document, graph);
      const corrected = chain.find(({ kind }) => kind === 'turn');
      if (corrected === undefined) continue;
      const asked = askedBy(anchorEdges(corrected, graph), chain);
      for (const edge of anchorEdges(document, graph)) {
        if (asked(edge)) continue;
        const data = { name: targetName(edge), corrected: corrected.title };
        yield { path: document.path, span: edge.mention.span, data };
      }
    }
  },
};

/** What a turn follows, and what that names in its head: the result of a turn names the turn. */
function followed(document: Document, graph: Graph): readonly Document[] {
  const first = targets(document, graph, '/follows');
  return [...first, ...first.flatMap((one) => targets(one, graph, '/'))];
}

function targets({ path }: Document, { out, byPath }: Graph, field: string): readonly Document[] {
  return (out.get(path) ?? []).flatMap(({ mention, to }) =>
    mention.field?.startsWith(field) && to?.type === 'document' ? (byPath.get(to.path) ?? []) : [],
  );
}

/**
 * Tells of an edge whether it leads to what was named before: a section only where that section was, or all of its
 * document.
 */
function askedBy(before: readonly Edge[], chain: readonly Document[]): (edge: Edge) => boolean {
  const whole = new Set(chain.map(({ path }) => path));
  const exact = new Set(before.flatMap(({ to }) => placeOf(to) ?? []));
  const inParts = new Set(before.flatMap(({ to }) => (sectionOf(to) === null ? [] : [pathOf(to)])));
  const named = new Set(before.map(({ to }) => pathOf(to)));
  return ({ to }) => {
    const [path, place] = [pathOf(to), placeOf(to)];
    if (place === null || exact.has(place) || (path !== null && whole.has(path))) return true;
    return named.has(path) && (sectionOf(to) === null || !inParts.has(path));
  };
}

function sectionOf(to: EdgeTarget | null): string | null {
  return to?.type === 'document' || to?.type === 'section' ? to.slug : null;
}

function placeOf(to: EdgeTarget | null): string | null {
  if (to?.type === 'item') return to.item;
  if (to?.type === 'object') return to.oid;
  return sectionOf(to) === null ? pathOf(to) : `${pathOf(to)}#${sectionOf(to)}`;
}
