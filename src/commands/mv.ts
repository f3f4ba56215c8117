import path from 'node:path';
import { type Destination, move } from '../plan/move.ts';
import { renumber } from '../plan/renumber.ts';
import type { PlanView } from '../plan/view.ts';
import { archivedPath, nameOf } from '../read/paths.ts';
import { Refusal } from '../refusal.ts';
import type { Document, World } from '../types.ts';
import { namedNote } from './named-note.ts';
import { type PlanRunOptions, runNotePlan } from './plan-run.ts';
import { planView } from './plan-view.ts';
import { type Here, placeNamed } from './root.ts';
import type { Terminal } from './terminal.ts';

export interface MoveOptions extends PlanRunOptions {
  /** Path, file name or id. */
  readonly note: string;
  /** A path from the folder of the call or from the root, a folder, or a file name alone; null with `archive` or `number`. */
  readonly to: string | null;
  readonly archive: boolean;
  /** A number for its head, or `next`; null to keep it. */
  readonly number: string | null;
}

/**
 * Moves a note, archives it, or gives it another number, and rewrites what names it. Exit code 0.
 * @throws Refusal when it cannot be done, or more or less than one of the three is asked for.
 */
export async function mv(world: World, terminal: Terminal, options: MoveOptions): Promise<number> {
  const { note, to, archive, number } = options;
  if ([to !== null, archive, number !== null].filter(Boolean).length !== 1) {
    throw new Refusal('Say one of three: where the note goes, --archive, or --number.');
  }
  const { here, view } = await planView(world, terminal, options.dryRun || options.json);
  const document = namedNote(here, view.graph, note);
  const plan =
    number !== null
      ? await renumber(view, document, number === 'next' ? null : number)
      : await move(
          view,
          document,
          archiving(view, document, await destination(world, here, view, document, to)),
        );
  return runNotePlan(world, terminal, here, plan, options);
}

/** Without a `/` a name stays in the note's folder; a folder, or what ends in `/`, takes the note as it is called. */
async function destination(
  world: World,
  here: Here,
  { config }: PlanView,
  document: Document,
  to: string | null,
): Promise<Destination> {
  if (to === null) return { archive: true };
  const place = await placeNamed(world, here, to, config.record);
  const there = await world.files.stat(path.posix.join(here.root, place));
  const isFolder = to.endsWith('/') || there?.type === 'folder';
  if (isFolder) return { archive: false, path: `${place}/` };
  if (to.includes('/')) return { archive: false, path: place };
  return { archive: false, path: path.posix.join(path.posix.dirname(document.path), to) };
}

/** Where the note's archive is named as the place to go, the note is archived: its other versions stay. */
function archiving({ config }: PlanView, document: Document, to: Destination): Destination {
  if (to.archive || document.archived) return to;
  const archived = archivedPath(document.path, config.archive.folder);
  const named = to.path.endsWith('/') ? to.path + nameOf(document.path) : to.path;
  return named === archived ? { archive: true } : to;
}
