import path from 'node:path';
import { parser } from '../parse/parse.ts';
import { type BesideFile, besideEdits } from '../plan/move/beside.ts';
import { type Destination, move, moveFolder } from '../plan/move.ts';
import { renumber } from '../plan/renumber.ts';
import type { PlanView } from '../plan/view.ts';
import { archivedPath, nameOf } from '../read/paths.ts';
import { readSource } from '../read/source.ts';
import { Refusal } from '../refusal.ts';
import { joined } from '../rules/words.ts';
import type { Document, Draft, LazyEngine, Plan, Source, World } from '../types.ts';
import { namedNote } from './named-note.ts';
import { type PlanRunOptions, runNotePlan } from './plan/run.ts';
import { planView } from './plan/view.ts';
import { type Here, placeNamed } from './root.ts';
import type { Terminal } from './terminal.ts';

interface MoveOptions extends PlanRunOptions {
  /** Path, file name or id; with `to` also a folder. */
  readonly note: string;
  /**
   * A path from the folder of the call or from the root, a folder, or a file name alone; null with `archive` or
   * `number`.
   */
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
  const plan = await planned();
  const remarks = [...plan.remarks, ...(await toldAbove(world, here, view, engine, plan))];
  return runNotePlan(world, terminal, here, { ...plan, remarks }, options);
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
  world: World,
  { root, repository }: Here,
  { graph, config }: PlanView,
  engine: LazyEngine,
): Promise<readonly BesideFile[]> {
  // What a sparse checkout leaves out cannot be changed here.
  const listed = (await repository?.list(root).catch(() => [])) ?? [];
  const paths = listed.filter((path) => !graph.files.has(path));
  return markdownFiles(world, root, paths, parser(config, await engine.load()));
}

/** The Markdown files of these paths below a folder that can be edited. */
async function markdownFiles(
  { files }: World,
  folder: string,
  paths: readonly string[],
  parse: (source: Source) => Draft,
): Promise<readonly BesideFile[]> {
  const found: BesideFile[] = [];
  for (const path of paths) {
    // A link may lead to one of the others.
    if (!path.endsWith('.md') || (await files.stat(`${folder}/${path}`))?.type !== 'file') continue;
    const source = await readSource(files, folder, path);
    // What is in another encoding cannot be edited.
    const isText = source.faults.every(({ rule }) => rule !== 'source/not-utf8');
    if (isText) found.push({ source, read: () => parse(source) });
  }
  return found;
}

/** What is to be said of files of the repository above the root that lead to what moves: a plan reaches none of them. */
async function toldAbove(
  world: World,
  { root, top, repository }: Here,
  { config }: PlanView,
  engine: LazyEngine,
  { moves }: Plan,
): Promise<readonly string[]> {
  if (root === top || moves.length === 0) return [];
  const prefix = `${path.posix.relative(top, root)}/`;
  const listed = (await repository?.list(top).catch(() => [])) ?? [];
  const paths = listed.filter((one) => !one.startsWith(prefix));
  const above = await markdownFiles(world, top, paths, parser(config, await engine.load()));
  const places = new Map(moves.map(({ from, to }) => [prefix + from, prefix + to]));
  const naming = [...besideEdits(above, places)].flatMap(([source, edits]) =>
    edits.length === 0 ? [] : path.posix.relative(prefix, source.path),
  );
  if (naming.length === 0) return [];
  return [
    `Nothing is rewritten above the folder of slop.yaml: mend by hand what ${joined(naming, 'and')} ${naming.length === 1 ? 'says' : 'say'} of it.`,
  ];
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
