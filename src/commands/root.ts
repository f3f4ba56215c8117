import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { joined } from '../rules/words.ts';
import type { Repository, World } from '../types.ts';

/** Where a command works. */
export interface Here {
  /** Absolute folder the command was called in, links resolved. */
  readonly cwd: string;
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  readonly repository: Repository | null;
  /** Top of the Git work tree, or `root` outside of Git. */
  readonly top: string;
}

/**
 * Finds the nearest slop.yaml: in the folder of the call or above it, up to the top of its Git work tree.
 * @throws Refusal when there is none.
 */
export async function findRoot(world: World): Promise<Here> {
  const cwd = await world.files.realPath(world.cwd);
  const repository = await world.git.find(cwd);
  const limit = repository?.root ?? null;
  const root = await nearestConfig(world, cwd, limit);
  if (root === null) {
    const where = limit === null || limit === cwd ? cwd : `${cwd} or above it, up to ${limit}`;
    const advice = repository === null ? 'run `git init`, then `slop init`' : 'run `slop init`';
    const records = await recordsBelow(repository, cwd);
    const one = records.length === 0 ? 'a folder with a record' : joined(records, 'or');
    throw new Refusal(`There is no slop.yaml in ${where}: go to ${one}, or ${advice} to start one.`);
  }
  return { cwd, root, repository, top: repository?.root ?? root };
}

/** Folders below this one that hold a record, as Git lists them: the first few. */
async function recordsBelow(repository: Repository | null, folder: string): Promise<readonly string[]> {
  // A sparse checkout refuses to list.
  const listed = (await repository?.list(folder).catch(() => [])) ?? [];
  return listed
    .filter((place) => place.endsWith('/slop.yaml'))
    .slice(0, 3)
    .map(path.posix.dirname);
}

/**
 * The folder of the nearest slop.yaml from `folder` up to and with `limit` (null: the top of the disk).
 * @throws Refusal at a slop.yml in its place.
 */
export async function nearestConfig(
  { files }: Pick<World, 'files'>,
  folder: string,
  limit: string | null,
): Promise<string | null> {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    const there = await files.stat(path.posix.join(at, 'slop.yaml'));
    if (there !== null && there.type !== 'folder') return at;
    const other = path.posix.join(at, 'slop.yml');
    if ((await files.stat(other)) !== null) {
      throw new Refusal(`${other} is not read: rename it to slop.yaml.`);
    }
    if (at === limit || at === '/') return null;
  }
}

/** Turns paths from the root into the shortest from another folder: `(base, root)('a.md')` is `../a.md` one below. */
export function pathsFrom(base: string, root: string): (place: string) => string {
  return (place) => path.posix.relative(base, path.posix.join(root, place)) || '.';
}

/**
 * The path from the root of a place that need not be there: it counts from the folder of the call, and from the root
 * where what it opens with is only there. Where it is to lie in a folder (`within`), only what leads into that counts
 * from the root: `docs/` within the record is a new folder of it, whatever lies beside the record. Outside of the root
 * it opens with `..`.
 */
export async function placeNamed(
  { files }: Pick<World, 'files'>,
  { cwd, root }: Here,
  written: string,
  within = '.',
): Promise<string> {
  const [first = ''] = written.split('/');
  const mayLead = within === '.' || first === within.split('/', 1)[0];
  const opens = async (folder: string) => (await files.stat(path.posix.join(folder, first))) !== null;
  const isFromRoot = mayLead && /^[^./]/.test(written) && !(await opens(cwd)) && (await opens(root));
  return path.posix.relative(root, path.posix.resolve(isFromRoot ? root : cwd, written));
}
