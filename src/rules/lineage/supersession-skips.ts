import { byVersion, ofVersion } from '../../link/lineages.ts';
import { saysSupersedes } from '../../link/supersessions.ts';
import { firstFrom } from '../../parse/first-from.ts';
import { compareVersions, formatVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Lineage, Rule, Version } from '../../types.ts';
import { quoted } from '../words.ts';

/** A head that names earlier versions of its own note names the one before it too, unless that one is not there. */
export const supersessionSkips: Rule<{ named: string; before: string; name: string }> = {
  id: 'lineage/supersession-skips',
  severity: 'warning',
  message: ({ named, before }) =>
    `The note says that it supersedes its version ${named}, and passes over version ${before}.`,
  help: ({ name }) => `Write ${quoted(name)}, or add it.`,
  *graph({ graph }) {
    for (const document of graph.documents) {
      const said = (graph.out.get(document.path) ?? []).flatMap((edge) => {
        const older = edge.to?.type === 'document' ? graph.byPath.get(edge.to.path) : undefined;
        const isOwn = older !== undefined && older.id === document.id && older.version !== null;
        return isOwn && saysSupersedes(edge.mention)
          ? [{ span: edge.mention.span, version: older.version }]
          : [];
      });
      const [first] = said;
      const lineage = graph.lineages.get(document.id);
      const before = first && lineage && versionBefore(document, lineage);
      if (!before || said.some(({ version }) => compareVersions(version, before) >= 0)) continue;
      const data = {
        named: formatVersion(first.version),
        before: formatVersion(before),
        name: nameOf(ofVersion(lineage, before)[0]?.path ?? ''),
      };
      yield { path: document.path, span: first.span, data };
    }
  },
};

/** The newest version of a note's lineage that is older than it. */
function versionBefore({ version }: Document, { versions }: Lineage): Version | null {
  if (version === null) return null;
  return versions[firstFrom(versions, 0, (one) => byVersion(one.version, version)) - 1]?.version ?? null;
}
