import path from 'node:path';
import type { Repository, World } from '../../types.ts';
import { exits } from '../codes.ts';
import { digestOf } from '../digest.ts';
import { LaneTrouble } from '../trouble.ts';

/** The names that a lane may have: they name folders. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Where the lanes of a repository keep what is no note. */
export interface LanesPlace {
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  /** Absolute; a folder below it for each lane that was launched. */
  readonly folder: string;
  /** Absolute folder of what lanes of one account, in any repository, share. */
  readonly accounts: string;
}

/**
 * Finds the folder of a repository's lanes, the same for all of its work trees: in `$XDG_STATE_HOME/slop`, or
 * `~/.local/state/slop`. Makes nothing.
 * @throws LaneTrouble when the environment names no home.
 */
export async function lanesPlace(
  { env, files }: Pick<World, 'env' | 'files'>,
  root: string,
  repository: Repository | null,
): Promise<LanesPlace> {
  const base = path.posix.join(stateHome(env), 'slop');
  const shared = repository === null ? root : await repository.shared();
  const below = repository === null ? '' : path.posix.relative(repository.root, root);
  const id = digestOf(`${shared}\0${below}`).slice(0, 16);
  const name = path.posix
    .basename(path.posix.join(shared.replace(/\/\.git$/, ''), below))
    .replace(/[^A-Za-z0-9_-]+/g, '-');
  const folder = await folderNamed(files, base, { usual: `${name}-${id}`, id });
  return { root, folder: `${base}/${folder}`, accounts: `${base}/accounts` };
}

/** An earlier slop put the name of the work tree before the id, whichever that was. */
async function folderNamed(
  files: World['files'],
  base: string,
  { usual, id }: { readonly usual: string; readonly id: string },
): Promise<string> {
  const names = (await files.list(base).catch(() => [])).map(({ name }) => name);
  return names.includes(usual) ? usual : (names.sort().find((name) => name.endsWith(`-${id}`)) ?? usual);
}

/** Absolute folder of settings that were judged before, of any repository; null where there is no place for it. */
export function settingsFolder(env: World['env']): string | null {
  const base = homeOf(env);
  return base === null ? null : `${base}/slop/settings`;
}

function homeOf({ XDG_STATE_HOME: state, HOME: home }: World['env']): string | null {
  if (state?.startsWith('/')) return state;
  return home?.startsWith('/') ? `${home}/.local/state` : null;
}

function stateHome(env: World['env']): string {
  const base = homeOf(env);
  if (base !== null) return base;
  throw new LaneTrouble(
    'folder_unsafe',
    exits.machine,
    'There is no HOME and no XDG_STATE_HOME, so there is no place for the log of a lane: set one of them.',
  );
}

/** The same folder by the link beside slop.yaml, which asks no Git; null where it leads to no such folder. */
export async function linkedPlace(
  { files, env }: Pick<World, 'files' | 'env'>,
  root: string,
): Promise<LanesPlace | null> {
  const below = path.posix.join(stateHome(env), 'slop');
  const folder = await files.realPath(`${root}/.slop/lanes`).catch(() => null);
  if (folder === null || path.posix.dirname(folder) !== below) return null;
  return { root, folder, accounts: `${below}/accounts` };
}

/**
 * Absolute folder of one lane.
 * @throws LaneTrouble for a name that cannot be a lane's.
 */
export function laneFolder({ folder }: LanesPlace, lane: string): string {
  if (NAME.test(lane)) return `${folder}/${lane}`;
  throw new LaneTrouble(
    'lane_unknown',
    exits.lane,
    `${JSON.stringify(lane)} is no name of a lane: letters, digits, - and _ make one, at most 64.`,
  );
}

/**
 * Makes what lanes share, for its owner alone, and the link to their folders beside slop.yaml. The folder of the lane
 * itself is made once there is something to keep in it.
 * @throws LaneTrouble when somebody else could write there.
 */
export async function openFolder(world: World, place: LanesPlace, lane: string): Promise<string> {
  const folder = laneFolder(place, lane);
  for (const one of [path.posix.dirname(place.folder), place.folder, place.accounts])
    await ownFolder(world, one);
  if ((await world.files.stat(folder)) !== null) await ownFolder(world, folder);
  await world.files.create(`${place.root}/.slop/.gitignore`, '*\n');
  await world.logs.link(place.folder, `${place.root}/.slop/lanes`);
  return folder;
}

/**
 * Makes a folder where there is none, for its owner alone.
 * @throws LaneTrouble when somebody else could write there.
 */
export async function ownFolder({ logs }: Pick<World, 'logs'>, folder: string): Promise<void> {
  const why = await logs.own(folder);
  if (why !== null) throw new LaneTrouble('folder_unsafe', exits.log, why);
}
