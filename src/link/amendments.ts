import { withBelow } from '../parse/sections.ts';
import { compareVersions, nameVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import type {
  Amendment,
  Commit,
  Document,
  Ledger,
  PastSection,
  PathHistory,
  TextChange,
  Version,
} from '../types.ts';
import { type Ancestry, ancestryOf } from './ancestry.ts';

/** A version of a note, and the texts that Git keeps under its name. */
export interface Candidate {
  readonly path: string;
  readonly version: Version;
  readonly kind: string;
  /** Oldest first. Where the version stands in the head alone, those of other versions are among them. */
  readonly texts: readonly TextChange[];
}

/** The notes with a version whose file was changed after it was first committed. Nothing in a shallow clone. */
export function changedVersions(
  documents: readonly Document[],
  { record }: Pick<Ledger, 'record'>,
): readonly Candidate[] {
  if (record === null || record.shallow) return [];
  return documents.flatMap(({ path, version, draft, kind }) => {
    if (version === null || draft === null || draft.opaque) return [];
    const texts = ofVersionNamed(path, record.paths.get(path)?.texts ?? []);
    return texts.length < 2 ? [] : [{ path, version, kind, texts }];
  });
}

/** What a note says of a turn that was sent: the id of the turn, and the commit that it was sent from. */
export interface SentTurn {
  readonly of: string;
  readonly commit: string;
}

/** The turns that notes of results name. */
export function turnsSent(documents: readonly Document[]): readonly SentTurn[] {
  return documents.flatMap(({ kind, draft }) => {
    const { of, 'of-commit': commit } = (kind === 'turn-result' && draft?.head) || {};
    return typeof of === 'string' && typeof commit === 'string' ? [{ of, commit }] : [];
  });
}

/** Which of its texts a turn was sent with, by the notes of results that name it; none for another kind. */
export function textsSent(
  { kind, path, texts }: Candidate,
  sent: readonly SentTurn[],
  leadsTo: Ancestry,
): readonly number[] {
  if (kind !== 'turn') return [];
  return sent
    .filter(({ of }) => of === nameOf(path))
    .map((one) => texts.findLastIndex(({ commit }) => leadsTo(commit.oid, one.commit)));
}

/**
 * A turn may be edited until it is sent: what counts of its texts is the one that it was sent with, or the first that
 * is done, and what came behind it. Of every other kind all of them count.
 */
export function textsThatCount(
  { kind, texts }: Candidate,
  sentWith: readonly number[],
  statusOf: (oid: string) => string | null,
): readonly TextChange[] {
  if (kind !== 'turn') return texts;
  const done = texts.findIndex(({ oid }) => !UNSENT.includes(statusOf(oid) ?? 'draft'));
  const from = [...sentWith, done].filter((place) => place >= 0);
  return from.length === 0 ? [] : texts.slice(Math.min(...from));
}

/** Statuses of a turn that may not have been sent yet. */
const UNSENT = ['draft', 'ready'];

/** Those under a file name with the version of today's name; all of them when that has none. */
function ofVersionNamed(path: string, texts: readonly TextChange[]): readonly TextChange[] {
  const { version } = nameVersion(nameOf(path));
  if (version === null) return texts;
  return texts.filter((text) => {
    const other = nameVersion(nameOf(text.path)).version;
    return other !== null && compareVersions(version, other) === 0;
  });
}

/** The sections of a blob, null for one that is of another version or cannot be read. */
export type SectionsOf = (oid: string, path: string) => readonly PastSection[] | null;

/** What became of a version since it was first committed; null when its text is still the same. */
export function amendmentOf(texts: readonly TextChange[], sectionsOf: SectionsOf): Amendment | null {
  const known = texts.flatMap(({ oid, was, path, commit }) => {
    const sections = sectionsOf(oid, path);
    return sections === null ? [] : [{ commit, path, was, sections }];
  });
  const [first, ...later] = known;
  if (first === undefined) return null;
  const changes = later.flatMap((text, index) => {
    const before =
      (text.was === null ? null : sectionsOf(text.was, text.path)) ?? known[index]?.sections ?? [];
    const sections = changedSections(before, text.sections);
    return sections.length === 0 ? [] : [{ ...text, changed: sections }];
  });
  if (changes.length === 0) return null;
  return {
    first: first.commit,
    changes: changes.map(({ commit, changed }) => ({ commit, sections: changed })),
    texts: known
      .filter(({ sections }, index) => sections !== known[index - 1]?.sections)
      .map(({ commit, sections }) => ({ commit, sections })),
  };
}

/** The changes of a version that were not taken back: what it said before them it never said again. */
export function standingChanges({ changes, texts }: Amendment): Amendment['changes'] {
  const said = texts.map(({ sections }) => sections.flatMap(({ slug, digest }) => [slug, digest]).join('\n'));
  const standing = new Set<string | undefined>();
  for (let next = 0; next < said.length; ) {
    next = said.lastIndexOf(said[next] ?? '') + 1;
    standing.add(texts[next]?.commit.oid);
  }
  return changes.filter(({ commit }) => standing.has(commit.oid));
}

/**
 * Names of the sections that are not the same in two texts, in the order of the newer one, then those that went. What
 * was written where nothing stood changes nothing that anybody could have cited.
 */
function changedSections(older: readonly PastSection[], newer: readonly PastSection[]): readonly string[] {
  if (older === newer) return [];
  const before = new Map(older.map((section) => [section.slug, section]));
  const after = new Set(newer.map(({ slug }) => slug));
  let filledFrom = Number.POSITIVE_INFINITY;
  const changed = newer.filter(({ slug, digest, depth }) => {
    const was = before.get(slug);
    if (depth <= filledFrom) filledFrom = was?.empty === true ? depth : Number.POSITIVE_INFINITY;
    const isFilled = depth >= filledFrom && (was?.empty ?? true);
    return was?.digest !== digest && !isFilled;
  });
  const gone = older.filter(({ slug }) => !after.has(slug));
  return [...new Set([...changed, ...gone].map(sectionName))];
}

function sectionName({ number, title, depth }: PastSection): string {
  if (number !== null) return `§${number}`;
  return depth === 0 ? 'the text before the first heading' : `“${title}”`;
}

/** Tells whether a document, or one section of it, says something else today than when a note was written. */
export type AmendedFinder = (citing: Document, path: string, slug: string | null) => boolean;

/**
 * Makes the finder from what became of the versions. A note with a version in its file name was written when that
 * version was first committed; any other when its text last changed, since nobody knows from when its parts are.
 */
export function amendedFinder({ record, amendments }: Ledger): AmendedFinder {
  if (record === null || amendments === undefined || amendments.of.size === 0) return () => false;
  const leadsTo = ancestryOf(amendments.parents);
  return (citing, path, slug) => {
    const amendment = amendments.of.get(path);
    if (amendment === undefined || citing.path === path) return false;
    const written = writtenIn(citing.path, record.paths.get(citing.path));
    return written !== null && saysOther(amendment, written, slug, leadsTo);
  };
}

function writtenIn(path: string, history: PathHistory | undefined): Commit | null {
  if (history?.texts === undefined) return null;
  const texts = ofVersionNamed(path, history.texts);
  const isNamed = nameVersion(nameOf(path)).version !== null;
  return (isNamed ? texts[0] : texts.at(-1))?.commit ?? null;
}

function saysOther({ texts }: Amendment, written: Commit, slug: string | null, leadsTo: Ancestry): boolean {
  const then = texts.findLast(({ commit }) => leadsTo(commit.oid, written.oid));
  const now = texts.at(-1);
  if (then === undefined || now === undefined || then === now) return false;
  const [before, after] = [then, now].map(({ sections }) =>
    slug === null ? sections : partOf(sections, slug),
  );
  return changedSections(before ?? [], after ?? []).length > 0;
}

/** A section and all below it. */
function partOf(sections: readonly PastSection[], slug: string): readonly PastSection[] {
  const at = sections.findIndex((section) => section.slug === slug);
  return at < 0 ? [] : withBelow(sections, at);
}
