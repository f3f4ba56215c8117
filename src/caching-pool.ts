import path from 'node:path';
import { serialize } from 'node:v8';
import { keyOf, openStore, type Store } from './cache.ts';
import { judgeHere, type PackedNotes, pack } from './judge.ts';
import { once } from './parse/once.ts';
import { type Pool, poolOf } from './pool.ts';
import type { Project } from './project.ts';
import { blobId } from './read/blob.ts';
import type { Files, Job, MarkdownEngine, ThreadPool, World } from './types.ts';

/** The pool of one command: with what earlier runs kept, where anything is kept. Whoever makes it stops it. */
export function openPool(world: World, project: Project, engine: MarkdownEngine): Pool {
  const pool = poolOf(world, project, engine);
  const { cache } = world;
  // Nobody knows what else the plugins of a user look at.
  return cache === null || engine.name !== 'satteri'
    ? pool
    : cachingPool(pool, { ...world, cache }, project, engine);
}

/**
 * A pool that works only where the store does not know the outcome: notes by path and blob id of each, other jobs by
 * what they are handed, all by the build of slop, slop.yaml and the schemas. What it hands back is the same as that
 * of the pool behind it.
 */
function cachingPool(
  behind: Pool,
  { files, now, home, cache }: Pick<World, 'files' | 'now' | 'home'> & { readonly cache: string },
  project: Project,
  engine: MarkdownEngine,
): Pool {
  const { root } = project;
  const store = openStore(files, path.posix.resolve(root, cache));
  const edition = once(() => editionOf(files, home, project, engine));
  const here = once(() => judgeHere(files, project, engine, now));
  const judge = async (threads: ThreadPool | null, paths: readonly string[]) => {
    const oids = await Promise.all(paths.map((one) => oidOf(files, `${root}/${one}`)));
    const make = async (): Promise<PackedNotes> =>
      threads === null ? pack(await here()(paths)) : ((await threads.run('judge', paths)) as PackedNotes);
    // A file may be written between two looks at it.
    const toKeep = (made: PackedNotes) =>
      made.oids.every((oid, index) => oid !== null && oid === oids[index])
        ? { ...made, spent: [] }
        : undefined;
    return remembered(store, keyOf(await edition(), JSON.stringify([paths, oids])), make, toKeep);
  };
  // What the other jobs make follows from what they are handed.
  const other = async (threads: ThreadPool, job: Job, batch: unknown) =>
    remembered(
      store,
      keyOf(await edition(), job, serialize(batch)),
      () => threads.run(job, batch),
      (made) => made,
    );
  return {
    forNotes: async (wanted, notes) => {
      const threads = await behind.forNotes(wanted, notes);
      if (threads === null && wanted !== 'judge') return null;
      const run: ThreadPool['run'] = (job, batch) =>
        job === 'judge' || threads === null
          ? judge(threads, batch as readonly string[])
          : other(threads, job, batch);
      return { run, stop: async () => {} };
    },
    stop: async () => {
      await behind.stop();
      await store.prune();
    },
  };
}

/** What the store knows, else what is made now, of which `toKeep` says what to keep; nothing where undefined. */
async function remembered<T>(
  store: Store,
  key: string,
  make: () => Promise<T>,
  toKeep: (made: T) => unknown,
): Promise<T> {
  const known = await store.get(key);
  if (known !== undefined) return known as T;
  const made = await make();
  const kept = toKeep(made);
  if (kept !== undefined) await store.put(key, kept);
  return made;
}

/** The blob id of a file; null for one that cannot be read. */
async function oidOf(files: Files, place: string): Promise<string | null> {
  const bytes = await files.read(place).catch(() => null);
  return bytes === null ? null : blobId(bytes);
}

/** A digest of this build of slop, slop.yaml and the schemas. */
async function editionOf(
  files: Files,
  home: string,
  { config, schemas }: Project,
  engine: MarkdownEngine,
): Promise<string> {
  const build = ['package.json', 'dist/.tsbuildinfo'].map((name) => files.read(`${home}/${name}`));
  const [manifest, sources] = await Promise.all(build.map((read) => read.catch(() => '')));
  return keyOf(manifest ?? '', sources ?? '', engine.name, serialize([config, schemas]));
}
