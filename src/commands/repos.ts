import { counted } from '../parse/in-threes.ts';
import { loadProject } from '../project.ts';
import { cachedClone, cloneVariable } from '../read/clone-places.ts';
import { readRepositories } from '../read/repositories.ts';
import { Refusal } from '../refusal.ts';
import { whyUnverified } from '../report/repositories.ts';
import type { ClonePlace, RepositoryConfig, RepositoryReading, World } from '../types.ts';
import { nearest } from '../validate/nearest.ts';
import { outJson } from './json-document.ts';
import { findRoot } from './root.ts';
import type { Terminal } from './terminal.ts';

const NONE = 'slop: slop.yaml names no repository under repos\n';

/** Nothing but what a clone says of itself. */
const nothing = { hashes: [], others: [], messages: false, files: [], heads: [] };

/** Shows each repository of slop.yaml: found or not, whole or not, last fetched. Exit code 0. */
export async function repos(world: World, terminal: Terminal, { json }: { json: boolean }): Promise<number> {
  const project = await loadProject(world, (await findRoot(world)).root);
  const { config, clones } = project;
  const readings = await readRepositories(world, config, {
    places: clones,
    own: null,
    wantsOf: () => nothing,
  });
  const rows = config.repos.flatMap((repository) => {
    const reading = readings.get(repository.name);
    return reading === undefined ? [] : [rowOf(repository, reading, clones.get(repository.name))];
  });
  if (json) {
    await outJson(terminal, { repositories: rows });
    return 0;
  }
  if (rows.length === 0) await terminal.err(NONE);
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  for (const row of rows) await terminal.out(`${row.name.padEnd(width)}  ${said(row)}\n`);
  return 0;
}

type Row = ReturnType<typeof rowOf>;

function rowOf(
  { name, url, branch, web = null }: RepositoryConfig,
  reading: RepositoryReading,
  place: ClonePlace | undefined,
) {
  const found = reading.place !== null && reading.unread === null;
  return {
    name,
    url,
    branch,
    web,
    found,
    clone: place?.folder ?? null,
    by: place?.by ?? null,
    shallow: reading.shallow,
    fetched: reading.fetched,
    head: reading.branches.get(branch) ?? null,
    branches: reading.branches.size,
    tags: reading.tags.size,
    why: whyUnverified(reading),
  };
}

function said({ name, found, clone, shallow, fetched, head, branch, branches, tags, why }: Row): string {
  if (!found)
    return clone === null ? `not found: ${why} (or in ${cloneVariable(name)})` : `not found: ${why}`;
  const at = head === null ? `no branch ${branch}` : `${branch} at ${head.slice(0, 7)}`;
  const age = fetched === null ? 'never fetched' : `fetched ${fetched.slice(0, 16).replace('T', ' ')} UTC`;
  const cut = why === null ? '' : `\n${' '.repeat(4)}${why}`;
  const refs = `${counted(branches, 'branch', 'branches')}, ${counted(tags, 'tag')}`;
  return `found${shallow ? ', shallow' : ''}, ${at}, ${refs}, ${age}  ${clone}${cut}`;
}

/**
 * Makes or updates the clone of each repository with an address, or of those that are named, in the cache folder;
 * one that slop.local.yaml or the environment places elsewhere is left to its owner. Exit code 1 when one failed.
 * @throws Refusal for a name that slop.yaml does not have.
 */
export async function syncRepos(world: World, terminal: Terminal, names: readonly string[]): Promise<number> {
  const { config, clones } = await loadProject(world, (await findRoot(world)).root);
  const known = config.repos.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const told = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
    throw new Refusal(
      `slop.yaml has no repository ${JSON.stringify(name)}: ${near === null ? `${told}.` : `did you mean ${near}?`}`,
    );
  }
  if (known.length === 0) await terminal.err(NONE);
  let failed = false;
  for (const repository of config.repos) {
    const { name, url } = repository;
    if (names.length > 0 && !names.includes(name)) continue;
    const place = clones.get(name);
    const folder = cachedClone(repository, world);
    if (place !== undefined && place.by !== 'cache') {
      await terminal.err(`slop: ${name}: left alone, it lies in ${place.folder} (${place.by})\n`);
    } else if (url === null || folder === null) {
      failed ||= names.length > 0;
      const why = url === null ? `slop.yaml has no url for it` : 'there is no home folder to keep it in';
      await terminal.err(`slop: ${name}: not fetched, ${why}\n`);
    } else {
      failed = !(await fetched(world, terminal, name, url, folder)) || failed;
    }
  }
  return failed ? 1 : 0;
}

async function fetched(
  world: World,
  terminal: Terminal,
  name: string,
  url: string,
  folder: string,
): Promise<boolean> {
  terminal.progress(`${name}: asking ${url}`);
  try {
    await world.clones.sync(url, folder, (step) => terminal.progress(`${name}: ${step}`));
  } catch (error) {
    terminal.progress('');
    if (!(error instanceof Refusal)) throw error;
    await terminal.err(`slop: ${name}: ${error.message}\n`);
    return false;
  }
  terminal.progress('');
  await terminal.out(`${name}  ${folder}\n`);
  return true;
}
