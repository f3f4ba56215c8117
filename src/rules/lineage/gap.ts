import { compareVersions, formatVersion } from '../../parse/version.ts';
import type { Rule } from '../../types.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted } from '../words.ts';
import { missingBetween } from './succession.ts';

/** Looks between the oldest and the newest version that are there: a record may start late. */
export const gap: Rule<{ id: string; before: string; after: string; first: string; last: string }> = {
  id: 'lineage/gap',
  severity: 'warning',
  message: ({ id, before, after, first, last }) =>
    `${quoted(id)} goes from version ${before} to ${after}; ${first === last ? first : `${first} to ${last}`} ${first === last ? 'is' : 'are'} not in the record.`,
  help: () =>
    'Add what is missing, from Git or from where it was written, or give this note the next free version.',
  *graph({ graph }) {
    for (const { id, versions } of graph.lineages.values()) {
      const numbered = versions.flatMap((document) =>
        document.version === null ? [] : [{ document, version: document.version }],
      );
      numbered.sort((a, b) => compareVersions(a.version, b.version));
      for (const [index, { document, version }] of numbered.entries()) {
        const before = numbered[index - 1]?.version;
        const missing = before && missingBetween(before, version);
        if (!missing) continue;
        const data = { id, before: formatVersion(before), after: formatVersion(version), ...missing };
        yield { path: document.path, span: versionPlaceOf(document), data };
      }
    }
  },
};
