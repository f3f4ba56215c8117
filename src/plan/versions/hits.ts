import { formatVersion } from '../../parse/version.ts';
import type { Span, Version } from '../../types.ts';

/** A version written out in a text. */
export interface VersionHit {
  /** The whole of it: `v0.3`, `version 0.3`. */
  readonly span: Span;
  /** The digits alone: `0.3`, `0_3`. */
  readonly digits: Span;
}

/**
 * Finds a version in a text where a `v` or the word "version" says that it is one: never 0.1 in 0.10, 0.1.2 or
 * 10.0.1, and of a file name with two versions only its own, the last. Offsets are counted from `offset`.
 */
export function hitsOf(text: string, version: Version, offset = 0): readonly VersionHit[] {
  const digits = version.parts.join('[._]');
  const pattern = new RegExp(
    `(?<![\\w.])(?:v|version[.:]?\\**\\s+v?)(${digits})(?!\\w|[._]\\d|[\\w-]*-v\\d+_\\d)`,
    'gi',
  );
  return [...text.matchAll(pattern)].map((match) => {
    const end = offset + match.index + match[0].length;
    return {
      span: { start: offset + match.index, end },
      digits: { start: end - (match[1] ?? '').length, end },
    };
  });
}

/** A version in the manner of the digits that it takes the place of: `0_4` for `0_3`, else `0.4`. */
export function inMannerOf(written: string, version: Version): string {
  const digits = formatVersion(version);
  return written.includes('_') ? digits.replaceAll('.', '_') : digits;
}
