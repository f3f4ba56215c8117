import path from 'node:path';
import { compareVersions, isSameVersion, nameVersion, parseVersion } from '../../parse/version.ts';
import { oidOf } from '../../read/blob.ts';
import type { CommittedFile, Version } from '../../types.ts';
import { exits } from '../codes.ts';
import type { LaneContext, Published } from '../context.ts';
import { LaneTrouble } from '../trouble.ts';

/** A note as a commit has it that counts. */
export interface CommittedNote {
  /** From the root. */
  readonly path: string;
  readonly oid: string;
  readonly text: string;
  readonly commit: string;
  readonly branch: string;
  /** slop.yaml and the templates of turns beside it, as the commit has them, by path from the root. */
  readonly beside: ReadonlyMap<string, CommittedFile>;
}

const BESIDE = ['slop.yaml', 'templates/turns/'];

/**
 * Finds a note by path, file name, or the id or `id@0.3` that its file name tells, on the published branch or else on a
 * trusted one; null for one that is on none of them.
 * @throws LaneTrouble for one that may be several, or that was edited since.
 */
export async function committedNote(
  context: LaneContext,
  { trusted, all }: Published,
  argument: string,
): Promise<CommittedNote | null> {
  const { world, root, repository: find } = context;
  const repository = await find();
  const folder = path.posix.join(root, all.record);
  const within = (files: Iterable<string>) => [...files].map((file) => path.posix.join(all.record, file));
  // A path names one place, and nothing has to be listed for it.
  const isPath = argument.includes('/');
  const here = isPath ? [] : pathsOfName(within((await repository?.list(folder)) ?? []), argument);
  for (const [name, commit] of trusted) {
    const standing = isPath || here.length > 0 ? null : await repository?.standing(folder, commit);
    const named = standing == null ? here : pathsOfName(within(standing.files.keys()), argument);
    const places = [...pathsIn(context, argument), ...named];
    const files: ReadonlyMap<string, CommittedFile> =
      (await repository?.committed(root, commit, [...places, ...BESIDE])) ?? new Map();
    for (const place of places) {
      const file = files.get(place);
      if (file === undefined) continue;
      const note = { path: place, commit, branch: name, beside: files, ...file };
      await refuseEdited(world.files, root, note);
      return note;
    }
  }
  return null;
}

/** What an argument may mean as a path: from the folder of the call, and from the root. */
function pathsIn({ root, cwd }: LaneContext, argument: string): readonly string[] {
  const places = [
    path.posix.relative(root, path.posix.resolve(cwd, argument)),
    path.posix.normalize(argument),
  ];
  return [...new Set(places)].filter((place) => place !== '' && !/^(?:\.\.(?:\/|$)|\/)/.test(place));
}

/** Files that bear a name without a `/`; by an id the newest version, or the one that is pinned. */
function pathsOfName(files: readonly string[], argument: string): readonly string[] {
  const [id = '', pinned = null] = argument.split('@');
  const wanted = pinned === null ? null : parseVersion(pinned);
  const named = files.flatMap((file): readonly { file: string; version: Version | null }[] => {
    const name = path.posix.basename(file);
    const { stem, version } = nameVersion(name);
    if (name === argument) return [{ file, version }];
    return name.endsWith('.md') && stem === id ? [{ file, version }] : [];
  });
  const ranked = named
    .filter(({ version }) => wanted === null || (version !== null && compareVersions(version, wanted) === 0))
    .sort((a, b) => (a.version === null || b.version === null ? 0 : compareVersions(b.version, a.version)));
  const [first, second] = ranked;
  if (first === undefined) return [];
  if (second !== undefined && isSameVersion(first.version, second.version)) {
    const told = `${argument} may be ${first.file} or ${second.file}: give the whole path.`;
    throw new LaneTrouble('note_invalid', exits.note, told);
  }
  return [first.file];
}

/** What lies in the work tree is what its author looks at: another text must not be sent. */
async function refuseEdited(
  files: LaneContext['world']['files'],
  root: string,
  note: CommittedNote,
): Promise<void> {
  const place = `${root}/${note.path}`;
  if ((await oidOf(files, place)) === note.oid || (await files.stat(place)) === null) return;
  const told = `${note.path} was edited since ${note.commit.slice(0, 7)} on ${note.branch}: commit and publish the change, or take it back.`;
  throw new LaneTrouble('note_uncommitted', exits.note, told);
}
