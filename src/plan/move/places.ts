import { compareVersions, nameVersion } from '../../parse/version.ts';
import { archivedPath, folderOf, nameOf } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import type { Document } from '../../types.ts';
import type { PlanView } from '../view.ts';

/** Old path → new path. */
export type Moves = ReadonlyMap<string, string>;

/**
 * Where a version and its twins go when they are archived.
 * @throws Refusal when it is archived already or its place is taken.
 */
export function archiveMoves(view: PlanView, document: Document): Moves {
  const { graph, config } = view;
  if (document.archived) throw new Refusal(`${document.path} is archived already.`);
  const twins = (graph.lineages.get(document.id)?.versions ?? [document]).filter(
    (other) =>
      folderOf(other.path) === folderOf(document.path) &&
      (other === document ||
        (other.version !== null &&
          document.version !== null &&
          compareVersions(other.version, document.version) === 0)),
  );
  return free(view, new Map(twins.map(({ path }) => [path, archivedPath(path, config.archive.folder)])));
}

/**
 * Where a note goes, with its twins and its other versions: a new folder takes them along with their archive, a new
 * name renames them all. `to` is a path from the root; one that ends in `/` is a folder.
 * @throws Refusal when the new name has another version or extension, or a place is taken.
 */
export function moves(view: PlanView, document: Document, to: string): Moves {
  const { graph, config } = view;
  const oldName = nameOf(document.path);
  const path = to.endsWith('/') ? `${to.replace(/\/+$/, '')}/${oldName}`.replace(/^\//, '') : to;
  if (path === document.path) throw new Refusal(`${path} is where it is already.`);
  const [before, after] = [nameVersion(oldName), nameVersion(nameOf(path))];
  const whole = after.stem + oldName.slice(before.stem.length);
  if (before.extension !== after.extension) {
    throw new Refusal(
      `${nameOf(path)} does not end in .${before.extension}, as ${oldName} does: write ${whole}, or end a folder with /.`,
    );
  }
  const stated = before.version ?? document.version;
  if (before.version !== null && after.version === null) {
    throw new Refusal(`${nameOf(path)} has no version, as ${oldName} does: write ${whole}.`);
  }
  if (stated !== null && after.version !== null && compareVersions(stated, after.version) !== 0) {
    throw new Refusal(`${oldName} would change its version: slop bump does that.`);
  }
  if (before.version === null) return free(view, new Map([[document.path, path]]));
  const [from, folder] = [folderOf(document.path), folderOf(path)];
  const { folder: archive } = config.archive;
  const folders = new Map([
    [from, folder],
    [within(from, archive), within(folder, archive)],
  ]);
  const all = (graph.lineages.get(document.id)?.versions ?? [document]).flatMap((other) => {
    const name = nameOf(other.path);
    const target = folders.get(folderOf(other.path)) ?? folderOf(other.path);
    const renamed = name.startsWith(`${before.stem}-v`) ? after.stem + name.slice(before.stem.length) : name;
    const moved = target === '' ? renamed : `${target}/${renamed}`;
    return moved === other.path ? [] : [[other.path, moved] as const];
  });
  return free(view, new Map(all));
}

/**
 * Where all that lies in a folder goes; both are paths from the root.
 * @throws Refusal when the new place is within the folder, outside of the record, or taken.
 */
export function folderMoves(view: PlanView, from: string, to: string): Moves {
  if (to === from) throw new Refusal(`${from} is where it is already.`);
  if (to.startsWith(`${from}/`)) throw new Refusal(`${to} lies in ${from}.`);
  const inside = [...view.graph.files].filter((path) => path.startsWith(`${from}/`));
  return free(view, new Map(inside.map((path) => [path, to + path.slice(from.length)])));
}

function within(folder: string, archive: string): string {
  return folder === '' ? archive : `${folder}/${archive}`;
}

function free({ graph, config }: PlanView, all: Moves): Moves {
  const record = config.record === '.' ? '' : `${config.record}/`;
  for (const [from, to] of all) {
    if (graph.files.has(to) && !all.has(to)) throw new Refusal(`${to} exists already.`);
    if (!to.startsWith(record) || to.startsWith('../')) {
      throw new Refusal(`${to} is outside of the record (${config.record}): ${from} would be lost from it.`);
    }
  }
  return all;
}
