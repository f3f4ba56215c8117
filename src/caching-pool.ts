import { serialize } from 'node:v8';
import { buildOf, kept, keyOf, type Store, storeOf } from './cache.ts';
import { jobsOf } from './jobs.ts';
import type { PackedNotes } from './judge.ts';
import { once } from './parse/once.ts';
import { type Pool, poolOf } from './pool.ts';
import type { Project } from './project.ts';
import { blobId } from './read/blob.ts';
import type { Files, LazyEngine, ThreadPool, World } from './types.ts';

/** The pool of one command: with what earlier runs kept, where anything is kept. Whoever makes it stops it. */
export function openPool(world: World, project: Project, engine: LazyEngine): Pool {
  const pool = poolOf(world, project, engine);
  const store = storeOf(world, project.root);
  // Nobody knows what else the plugins of a user look at.
  return store === null || engine.name !== 'satteri'
    ? pool
    : cachingPool(pool, store, world, project, engine);
}

/**
 * A pool that works only where the store does not know the outcome: notes by path and blob id of each, other jobs by
 * what they are handed, all by the build of slop, slop.yaml and the schemas. What it hands back is the same as that
 * of the pool behind it.
 */
function cachingPool(behind: Pool, store: Store, world: World, project: Project, engine: LazyEngine): Pool {
  const { files } = world;
  /** What another engine made than the one that is meant is not kept. */
  const isMeant = once(async () => (await engine.load()).name === engine.name);
  const { root, config, schemas } = project;
  const edition = once(async () => {
    // Not V8's format: what was read from the store comes out differently in it.
    const settings = JSON.stringify([config, schemas], (_, value) =>
      value instanceof Map ? [...value] : value,
    );
    return keyOf(await buildOf(world), engine.name, settings);
  });
  const here = once(() => jobsOf(world, project, engine));
  const judge = async (run: ThreadPool['run'], paths: readonly string[]) => {
    const oids = await Promise.all(paths.map((one) => oidOf(files, `${root}/${one}`)));
    // A file may be written between two looks at it.
    const toKeep = async (made: PackedNotes) =>
      (await isMeant()) && made.oids.every((oid, index) => oid !== null && oid === oids[index])
        ? { ...made, spent: [] }
        : undefined;
    const make = () => run('judge', paths) as Promise<PackedNotes>;
    return kept(store, keyOf(await edition(), JSON.stringify([paths, oids])), make, toKeep);
  };
  const remembered: Pool['remembered'] = async (name, input, make) =>
    kept(store, keyOf(await edition(), name, serialize(input)), make, async (made) =>
      (await isMeant()) ? made : undefined,
    );
  return {
    forNotes: async (wanted, notes) => {
      const threads = await behind.forNotes(wanted, notes);
      const make: ThreadPool['run'] = (job, batch) =>
        threads === null ? here()[job](batch as never) : threads.run(job, batch);
      const run: ThreadPool['run'] = (job, batch) =>
        job === 'judge'
          ? judge(make, batch as readonly string[])
          : // What the other jobs make follows from what they are handed.
            remembered(job, batch, () => make(job, batch));
      return { run, stop: async () => {} };
    },
    remembered,
    stop: async () => {
      await behind.stop();
      await store.prune();
    },
  };
}

/** The blob id of a file; null for one that cannot be read. */
async function oidOf(files: Files, place: string): Promise<string | null> {
  const bytes = await files.read(place).catch(() => null);
  return bytes === null ? null : blobId(bytes);
}
