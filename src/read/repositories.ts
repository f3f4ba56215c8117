import type { ClonePlace, Config, RepositoryReading, RepositoryWants, World } from '../types.ts';

/** The name of the repository that slop.yaml stands in. */
export const OWN = 'record';

/** To be told every commit with its message, and nothing else. */
export const everything: RepositoryWants = { hashes: [], others: [], messages: true, files: [], heads: [] };

/** What is asked of which repositories. */
interface CloneQuestions {
  readonly places: ReadonlyMap<string, ClonePlace>;
  /** Top folder of the repository that slop.yaml stands in, to be asked too; null when it is not. */
  readonly own: string | null;
  readonly wantsOf: (name: string) => RepositoryWants;
}

/**
 * Asks every repository of slop.yaml once, side by side; one that has no clone on this machine says so. The
 * repository of the record itself comes last, unless a clone that is already asked is the same folder. Never throws.
 */
export async function readRepositories(
  { clones }: Pick<World, 'clones'>,
  { repos }: Pick<Config, 'repos'>,
  { places, own, wantsOf }: CloneQuestions,
): Promise<ReadonlyMap<string, RepositoryReading>> {
  const isAsked = [...places.values()].some(({ folder }) => folder === own);
  const asked = repos.map(({ name }) => ({ name, folder: places.get(name)?.folder ?? null }));
  const named = asked.map((one) => (one.name === OWN && one.folder === null ? { ...one, folder: own } : one));
  if (own !== null && !isAsked && !named.some(({ folder }) => folder === own))
    named.push({ name: OWN, folder: own });
  const readings = await Promise.all(
    named.map(({ name, folder }) =>
      folder === null ? notFound(name) : clones.read(folder, name, wantsOf(name)),
    ),
  );
  return new Map(readings.map((reading) => [reading.name, reading]));
}

/** A repository of which there is no clone on this machine. */
function notFound(name: string): RepositoryReading {
  return {
    name,
    place: null,
    unread: null,
    partial: null,
    unwalked: null,
    shallow: false,
    fetched: null,
    branches: new Map(),
    tags: new Map(),
    hashes: new Map(),
    commits: new Map(),
    messages: [],
    files: new Map(),
    heads: new Map(),
  };
}
