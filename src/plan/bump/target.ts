import { homesOf } from '../../link/resolution.ts';
import { compareVersions, formatVersion, nameVersion } from '../../parse/version.ts';
import { archivedPath, folderOf, nameOf } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import { shellWord } from '../../rules/words.ts';
import type { Document, Version } from '../../types.ts';
import { refuseUnreadable } from '../readable.ts';
import { nextVersion, type VersionPart } from '../versions/next.ts';
import type { PlanView } from '../view.ts';
import { type AcceptedPlace, agreedVersion } from './places.ts';

/** A file of the version that is bumped, and where it and its successor go. */
export interface Member {
  readonly document: Document;
  readonly to: string;
  /** Null where old versions stay beside new ones. */
  readonly archive: string | null;
}

/** What a bump is about. */
export interface BumpTarget {
  readonly from: Version;
  readonly to: Version;
  readonly members: readonly Member[];
}

/**
 * Settles what is bumped: the note with its twins, from which version to which, and the new paths.
 * @throws Refusal for what cannot be read, an archived or overtaken version, a name without a version, a version that
 * would not rise, places that disagree, and a path that is taken.
 */
export function bumpTarget(
  { graph, config }: PlanView,
  document: Document,
  to: Version | VersionPart,
  accept: AcceptedPlace | null,
): BumpTarget {
  const { path } = document;
  const lineage = graph.lineages.get(document.id);
  const current = lineage?.current ?? document;
  if (document.format === 'docx') throw new Refusal(`${path} is a DOCX file, which slop does not edit.`);
  refuseUnreadable(document);
  if (document.archived) {
    const home = homesOf(document, config.archive.folder).at(-1) || '.';
    const instead = current.archived
      ? `: take it out of the archive first, with slop mv ${shellWord(current.path)} ${shellWord(`${home}/`)}`
      : `; bump ${current.path}, which is current`;
    throw new Refusal(`${path} is archived, and archived versions do not change${instead}.`);
  }
  if (nameVersion(nameOf(path)).version === null) {
    throw new Refusal(
      `${path} has no version in its file name: rename it first, with slop mv ${shellWord(path)} ${shellWord(versionedName(document))}.`,
    );
  }
  const from = agreedVersion(document, accept);
  if (from === null) throw new Refusal(`${path} says no version.`);
  const newest = current.version;
  if (accept === null && newest !== null && compareVersions(from, newest) < 0) {
    throw new Refusal(`${path} was overtaken by version ${formatVersion(newest)}: bump ${current.path}.`);
  }
  const next = typeof to === 'string' ? nextVersion(from, to) : to;
  if (compareVersions(next, from) <= 0) {
    throw new Refusal(
      `${path} is at ${formatVersion(from)}, and a version only rises: ${formatVersion(next)} does not.`,
    );
  }
  const stem = path.slice(0, -document.format.length);
  const twins = ['md', 'html', 'docx'].flatMap((format) =>
    format === document.format ? [] : (graph.byPath.get(stem + format) ?? []),
  );
  const members = [document, ...twins].map((member) => {
    const archive =
      config.archive.keep === 'archive' ? archivedPath(member.path, config.archive.folder) : null;
    return { document: member, to: pathAt(member.path, next), archive };
  });
  for (const { to: made, archive } of members) {
    for (const wanted of [made, archive]) {
      if (wanted !== null && graph.files.has(wanted)) throw new Refusal(`${wanted} exists already.`);
    }
  }
  return { from, to: next, members };
}

/** The path of a file at another version. */
function pathAt(path: string, version: Version): string {
  const { stem, extension } = nameVersion(nameOf(path));
  const name = `${stem}-v${formatVersion(version).replaceAll('.', '_')}.${extension}`;
  return folderOf(path) === '' ? name : `${folderOf(path)}/${name}`;
}

function versionedName({ path, version }: Document): string {
  return pathAt(path, version ?? { parts: [0, 1] });
}
