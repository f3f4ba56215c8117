import { byVersion } from '../../link/lineages.ts';
import { firstFrom } from '../../parse/first-from.ts';
import { compareVersions, formatVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Graph, Rule, Version } from '../../types.ts';
import { quoted } from '../words.ts';
import { isSupersession } from './supersession-broken.ts';

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
        return isOwn && isSupersession(edge) ? [{ span: edge.mention.span, version: older.version }] : [];
      });
      const [first] = said;
      const before = first && versionBefore(document, graph);
      if (!before) continue;
      if (said.some(({ version }) => compareVersions(version, before.version) >= 0)) continue;
      const data = {
        named: formatVersion(first.version),
        before: formatVersion(before.version),
        name: nameOf(before.path),
      };
      yield { path: document.path, span: first.span, data };
    }
  },
};

/** The newest version of a note's lineage that is older than it. */
function versionBefore(
  { id, version }: Document,
  { lineages }: Graph,
): { readonly version: Version; readonly path: string } | null {
  if (version === null) return null;
  const { versions = [] } = lineages.get(id) ?? {};
  const older = versions[firstFrom(versions, 0, (one) => byVersion(one.version, version)) - 1];
  return older?.version ? { version: older.version, path: older.path } : null;
}
