import { createHash } from 'node:crypto';
import type { ClonePlace, Config, RepositoryConfig, World } from '../types.ts';

/** Name of the environment variable that says where the clone of a repository lies. */
export function cloneVariable(name: string): string {
  return `SLOP_REPO_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** Where `slop repos sync` keeps its clone of a repository; null without an address or a home folder. */
export function cachedClone(
  { name, url }: Pick<RepositoryConfig, 'name' | 'url'>,
  { env }: Pick<World, 'env'>,
): string | null {
  const home = homeOf(env);
  const cache = env['XDG_CACHE_HOME'] || (home === '' ? '' : `${home}/.cache`);
  if (url === null || cache === '') return null;
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 12);
  return `${cache}/slop/repositories/${name}-${digest}.git`;
}

/**
 * Where the clones lie on this machine, by name: as the environment says, else slop.local.yaml (`local`, name →
 * folder from the root), else in the cache. Those that nothing is said of are left out.
 */
export async function clonePlaces(
  world: Pick<World, 'env' | 'files'>,
  root: string,
  { repos }: Pick<Config, 'repos'>,
  local: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ClonePlace>> {
  const places = new Map<string, ClonePlace>();
  for (const repository of repos) {
    const said = world.env[cloneVariable(repository.name)];
    const written = local.get(repository.name);
    const cached = cachedClone(repository, world);
    if (said) places.set(repository.name, { folder: absolute(root, said, world), by: 'environment' });
    else if (written)
      places.set(repository.name, { folder: absolute(root, written, world), by: 'slop.local.yaml' });
    else if (cached !== null && (await world.files.stat(cached)) !== null)
      places.set(repository.name, { folder: cached, by: 'cache' });
  }
  return places;
}

/** The home folder, by its name on Windows too; `''` where there is none. */
function homeOf(env: World['env']): string {
  return env['HOME'] || env['USERPROFILE'] || '';
}

/** An absolute folder, without `.` and `..`; `~/` is the home folder. */
function absolute(root: string, place: string, { env }: Pick<World, 'env'>): string {
  const slashed = place.replace(/^~(?=[\\/])/, () => homeOf(env) || '~').replaceAll('\\', '/');
  const whole = /^(?:\/|[A-Za-z]:\/)/.test(slashed) ? slashed : `${root}/${slashed}`;
  const [first = '', ...rest] = whole.split('/');
  const parts: string[] = [];
  for (const part of rest) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return [first, ...parts].join('/') || '/';
}
