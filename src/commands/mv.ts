import path from 'node:path';
import { parser } from '../parse/parse.ts';
import type { BesideFile } from '../plan/move/beside.ts';
import { type Destination, move, moveFolder } from '../plan/move.ts';
import { renumber } from '../plan/renumber.ts';
import type { PlanView } from '../plan/view.ts';
import { archivedPath, nameOf } from '../read/paths.ts';
import { readSource } from '../read/source.ts';
import { Refusal } from '../refusal.ts';
import type { Document, LazyEngine, Plan, World } from '../types.ts';
import { namedNote } from './named-note.ts';
import { type PlanRunOptions, runNotePlan } from './plan-run.ts';
import { planView } from './plan-view.ts';
import { type Here, placeNamed } from './root.ts';
import type { Terminal } from './terminal.ts';

export interface MoveOptions extends PlanRunOptions {
  /** Path, file name or id; with `to` also a folder. */
  readonly note: string;
  /** A path from the folder of the call or from the root, a folder, or a file name alone; null with `archive` or `number`. */
  readonly to: string | null;
  readonly archive: boolean;
  /** A number for its head, or `next`; null to keep it. */
  readonly number: string | null;
}

/**
 * Moves a note or a folder, archives a note, or gives it another number, and rewrites what names it. Exit code 0.
 * @throws Refusal when it cannot be done, or more or less than one of the three is asked for.
 */
export async function mv(world: World, terminal: Terminal, options: MoveOptions): Promise<number> {
  const { note, to, archive, number } = options;
  if ([to !== null, archive, number !== null].filter(Boolean).length !== 1) {
    throw new Refusal('Say one of three: where the note goes, --archive, or --number.');
  }
  const { here, view, engine } = await planView(world, terminal, options.dryRun || options.json);
  const planned = async (): Promise<Plan> => {
    if (number !== null)
      return renumber(view, namedNote(here, view.graph, note), number === 'next' ? null : number);
    const folder = to === null ? null : await folderNamed(world, here, view, note);
    const beside = await besideRecord(world, here, view, engine);
    if (to !== null && folder !== null) {
      const place = await placeFor(world, here, view, folder, to);
      return moveFolder(view, folder, place.endsWith('/') ? place + nameOf(folder) : place, beside);
    }
    const document = namedNote(here, view.graph, note);
    if (to === null) return move(view, document, { archive: true }, beside);
    const path = await placeFor(world, here, view, document.path, to);
    return move(view, document, archiving(view, document, path), beside);
  };
  return runNotePlan(world, terminal, here, await planned(), options);
}

/** The folder of the record, from the root, that an argument names; null for anything else. */
async function folderNamed(
  world: World,
  here: Here,
  { graph }: PlanView,
  argument: string,
): Promise<string | null> {
  const place = await placeNamed(world, here, argument);
  return [...graph.files].some((path) => path.startsWith(`${place}/`)) ? place : null;
}

/** The Markdown files beside the record, of those that Git lists below the root. */
async function besideRecord(
  { files }: World,
  { root, repository }: Here,
  { graph, config }: PlanView,
  engine: LazyEngine,
): Promise<readonly BesideFile[]> {
  // What a sparse checkout leaves out cannot be changed here.
  const listed = (await repository?.list(root).catch(() => [])) ?? [];
  const paths = listed.filter((path) => path.endsWith('.md') && !graph.files.has(path));
  const parse = parser(config, await engine.load());
  const beside: BesideFile[] = [];
  for (const path of paths) {
    // A link may lead to one of the others.
    if ((await files.stat(`${root}/${path}`))?.type !== 'file') continue;
    const source = await readSource(files, root, path);
    // What is in another encoding cannot be edited.
    const isText = source.faults.every(({ rule }) => rule !== 'source/not-utf8');
    if (isText) beside.push({ source, read: () => parse(source) });
  }
  return beside;
}

/**
 * The path from the root at which a note or folder is to lie; one that ends in `/` is a folder that takes it as it is
 * called. Without a `/` a name stays in the folder where it lies.
 */
async function placeFor(
  world: World,
  here: Here,
  { config }: PlanView,
  from: string,
  to: string,
): Promise<string> {
  const place = await placeNamed(world, here, to, config.record);
  const there = await world.files.stat(path.posix.join(here.root, place));
  if (to.endsWith('/') || there?.type === 'folder') return `${place}/`;
  return to.includes('/') ? place : path.posix.join(path.posix.dirname(from), to);
}

/** Where the note's archive is named as the place to go, the note is archived: its other versions stay. */
function archiving({ config }: PlanView, document: Document, to: string): Destination {
  const archived = archivedPath(document.path, config.archive.folder);
  const named = to.endsWith('/') ? to + nameOf(document.path) : to;
  return named === archived && !document.archived ? { archive: true } : { archive: false, path: to };
}
