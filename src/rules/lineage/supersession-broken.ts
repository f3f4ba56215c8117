import { byVersion } from '../../link/lineages.ts';
import { saysSupersedes } from '../../link/supersessions.ts';
import { formatVersion } from '../../parse/version.ts';
import { fileNumber, nameOf, numberAlone } from '../../read/paths.ts';
import type { Graph, Rule } from '../../types.ts';
import { edgesOf } from '../ref/edges.ts';
import { either, quoted } from '../words.ts';

export const supersessionBroken: Rule<{ name: string; nearest: readonly string[] }> = {
  id: 'lineage/supersession-broken',
  severity: 'error',
  message: ({ name }) =>
    `The note says that it supersedes ${quoted(name)}, and the record has no document of that name.`,
  help: ({ nearest }) =>
    nearest.length > 0
      ? `Write ${either(nearest)}.`
      : 'Name a document of the record by its file name, or delete the line.',
  *graph({ graph }) {
    for (const { path, edge, target } of edgesOf(graph, 'document', 'missing')) {
      if (!saysSupersedes(edge.mention) || isElsewhere(target.name, path)) continue;
      const own = namesFrom(path, graph);
      const nearest = edge.candidates.filter((name) => !own.has(name));
      yield { path, span: edge.mention.span, data: { name: target.name, nearest } };
    }
  },
};

/** A number alone means a file of the record only to notes that have one: `RFC 2616` is of others. */
function isElsewhere(name: string, path: string): boolean {
  return numberAlone(name) !== null && fileNumber(nameOf(path)) === null;
}

/** How a note and the later versions of it are written: none of these came before it. */
function namesFrom(path: string, { byPath, lineages }: Graph): ReadonlySet<string> {
  const note = byPath.get(path);
  const later = lineages
    .get(note?.id ?? '')
    ?.versions.filter(({ version }) => byVersion(version, note?.version ?? null) >= 0);
  return new Set(
    later?.flatMap((one) => [
      one.id,
      nameOf(one.path),
      ...(one.version === null ? [] : [`${one.id}@${formatVersion(one.version)}`]),
    ]),
  );
}
