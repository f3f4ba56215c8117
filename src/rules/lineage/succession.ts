import type { Version } from '../../types.ts';

/**
 * First and last version that were passed over between two, the earlier one given first; null when the second
 * follows on the first.
 */
export function missingBetween(
  before: Version,
  after: Version,
): { readonly first: string; readonly last: string } | null {
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
