import { compareVersions, formatVersion } from '../../parse/version.ts';
import type { Rule, Version } from '../../types.ts';
import { placeOf } from '../place.ts';
import { quoted } from '../words.ts';

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
        yield { path: document.path, span: placeOf(document, '/version'), data };
      }
    }
  },
};

/** First and last version that were passed over, or null when the second follows on the first. */
function missingBetween(before: Version, after: Version): { first: string; last: string } | null {
  const [major = 0, minor = 0, patch = 0] = before.parts;
  const [nextMajor = 0, nextMinor = 0, nextPatch = 0] = after.parts;
  if (nextMajor > major) {
    if (nextMajor === major + 1 && nextMinor === 0 && nextPatch === 0) return null;
    const last =
      nextMinor === 0 && nextPatch === 0 ? `${nextMajor - 1}.0` : lastBelow(nextMajor, nextMinor, nextPatch);
    return { first: `${major + 1}.0`, last };
  }
  if (nextMinor > minor) {
    if (nextMinor === minor + 1 && nextPatch === 0) return null;
    return { first: `${major}.${minor + 1}`, last: lastBelow(major, nextMinor, nextPatch) };
  }
  if (nextPatch <= patch + 1) return null;
  return { first: `${major}.${minor}.${patch + 1}`, last: lastBelow(major, minor, nextPatch) };
}

/** The version just below, as its author would have written it. */
function lastBelow(major: number, minor: number, patch: number): string {
  if (patch > 1) return `${major}.${minor}.${patch - 1}`;
  return `${major}.${patch === 1 ? minor : minor - 1}`;
}
