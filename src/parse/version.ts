import { nameOf } from '../read/paths.ts';
import type { JsonObject, Version } from '../types.ts';

/** `1.2` or `1.2.3` at the start of a text: no leading zeros, at most nine digits a part, nothing glued behind. */
const LEADING = /^\s*v?((?:0|[1-9]\d{0,8})(?:[._](?:0|[1-9]\d{0,8})){1,2})(?![A-Za-z0-9_]|[._][A-Za-z0-9])/i;

/** Stem, own version and extension of a file name; greedy, so that the last `-vX_Y` is taken. */
const NAMED = /^(.+)-v(\d+(?:_\d+){1,2})\.([^-/]+)$/s;
const PLAIN = /^(.+?)\.((?:md|html|docx)\.html|[^.]*)$/s;

/** The version at the start of a text, and where its digits stand in it. */
export interface FoundVersion {
  readonly version: Version;
  /** The digits as written, `_` read as `.`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the version that a text begins with, after white space and an optional `v`: `0.1`, `v0_1`, `0.1.2`,
 * `0.2 (supersedes v0.1)`. Null when there is none. Offsets are UTF-16 units from the start of the text.
 */
export function findVersion(text: string): FoundVersion | null {
  const match = LEADING.exec(text);
  const digits = match?.[1];
  if (!match || digits === undefined) return null;
  const end = match[0].length;
  const written = digits.replaceAll('_', '.');
  return {
    version: { parts: written.split('.').map(Number) },
    text: written,
    start: end - digits.length,
    end,
  };
}

/** Reads the version that a text begins with; null when there is none. */
export function parseVersion(text: string): Version | null {
  return findVersion(text)?.version ?? null;
}

/** Writes a version as `0.1` or `0.1.2`. */
export function formatVersion(version: Version): string {
  return version.parts.join('.');
}

/** Negative when `a` is the earlier, positive when it is the later, 0 when equal; a missing part counts as 0. */
export function compareVersions(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.parts.length, b.parts.length); i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A text that equal versions share: `0.1` for `0.1.0` too. */
export function versionKey(version: Version): string {
  return formatVersion(version).replace(/^(\d+\.\d+)\.0$/, '$1');
}

export interface NamedVersion {
  /** File name without version and extension. */
  readonly stem: string;
  readonly version: Version | null;
  /** Without the dot: `md`, `html`, `docx`, `md.html`; empty when there is none. */
  readonly extension: string;
}

/**
 * Takes a file name (no folders) apart: `phase-49-cr-amendment-v0_2-v0_1.md` is version 0.1 of
 * `phase-49-cr-amendment-v0_2`. A name that does not end in `-vX_Y` or `-vX_Y_Z` has no version.
 */
export function nameVersion(fileName: string): NamedVersion {
  const named = NAMED.exec(fileName);
  const version = named ? parseVersion(named[2] ?? '') : null;
  if (named && version) return { stem: named[1] ?? '', version, extension: named[3] ?? '' };
  const plain = PLAIN.exec(fileName);
  return { stem: plain?.[1] ?? fileName, version: null, extension: plain?.[2] ?? '' };
}

/** The name of a file, given by its path, without version and extension. */
export function stemOf(path: string): string {
  return nameVersion(nameOf(path)).stem;
}

/** The id of a note: `id` of its head, else its file name without version and extension. `path` uses `/`. */
export function idOf(path: string, head: JsonObject): string {
  const id = head['id'];
  return typeof id === 'string' && id !== '' ? id : stemOf(path);
}

/** True for two equal versions, and for two documents without one. */
export function isSameVersion(one: Version | null, other: Version | null): boolean {
  return one === null || other === null ? one === other : compareVersions(one, other) === 0;
}
