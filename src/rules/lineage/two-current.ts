import { compareVersions, formatVersion } from '../../parse/version.ts';
import type { Rule } from '../../types.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted, shellWord } from '../words.ts';

/**
 * Only where old versions go to the archive folder: kept side by side, the newest is current whatever stands beside
 * it.
 */
export const twoCurrent: Rule<{ id: string; version: string; newer: string; path: string }> = {
  id: 'lineage/two-current',
  severity: 'error',
  message: ({ id, version, newer }) =>
    `Version ${version} of ${quoted(id)} is outside the archive, as if it were current beside version ${newer}.`,
  help: ({ path }) =>
    `Archive it: \`slop mv ${shellWord(path)} --archive\`. A record that keeps old versions in place says so in slop.yaml: \`archive: {keep: side-by-side}\`.`,
  *graph({ graph, config }) {
    if (config.archive.keep !== 'archive') return;
    for (const { id, versions, current } of graph.lineages.values()) {
      if (current.version === null) continue;
      for (const document of versions) {
        const { archived, path, version } = document;
        if (archived || version === null || compareVersions(version, current.version) === 0) continue;
        const data = {
          id,
          version: formatVersion(version),
          newer: formatVersion(current.version),
          path,
        };
        const related = [{ path: current.path, span: versionPlaceOf(current), label: 'the newer version' }];
        yield { path, span: versionPlaceOf(document), data, related };
      }
    }
  },
};
