import type { Version } from '../../types.ts';

export type VersionPart = 'major' | 'minor' | 'patch';

/** The version one step on: 0.9 → 0.10 by `minor`, → 1.0 by `major`, → 0.9.1 by `patch`; 0.1.2 → 0.2 by `minor`. */
export function nextVersion({ parts }: Version, step: VersionPart): Version {
  const [major = 0, minor = 0, patch = 0] = parts;
  if (step === 'major') return { parts: [major + 1, 0] };
  if (step === 'minor') return { parts: [major, minor + 1] };
  return { parts: [major, minor, patch + 1] };
}
