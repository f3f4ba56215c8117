import { serialize } from 'node:v8';
import { buildOf, keyOf, type Store, storedOrMade, storeOf } from '../cache.ts';
import { once } from '../parse/once.ts';
import type { Means } from '../project.ts';
import type { Job, Shelf, ThreadPool } from '../types.ts';
import { jobsOf } from './jobs.ts';
import { keptNotes } from './kept-notes.ts';
import { type Pool, poolOf } from './pool.ts';

/**
 * The pool of one command, for these jobs, or for judging alone: with what earlier runs kept, where anything is kept.
 * Whoever makes it stops it.
 */
export function openPool(means: Means, jobs?: readonly Job[]): Pool {
  const { world, project, engine } = means;
  const pool = poolOf(means, jobs);
  const store = storeOf(world, project.root);
  // Nobody knows what else the plugins of a user look at.
  return store === null || engine.name !== 'satteri' ? pool : cachingPool(pool, store, means);
}

/** So many batches are done sooner than threads have started: after a commit there are seldom more. */
const HERE = 2;

/**
 * A pool that works only where the store does not know the outcome: notes by path and blob id of each, other jobs by
 * what they are handed, all by the build of slop, slop.yaml and the schemas. What it hands back is the same as that
 * of the pool behind it.
 */
function cachingPool(behind: Pool, store: Store, means: Means): Pool {
  const { world, project, engine } = means;
  const { files } = world;
  /** What another engine made than the one that is meant is not kept. */
  const isMeant = once(async () => (await engine.load()).name === engine.name);
  const { root, config, schemas } = project;
  const build = once(() => buildOf(world));
  const edition = once(async () => {
    // Not V8's format: what was read from the store comes out differently in it.
    const settings = JSON.stringify([config, schemas], (_, value) =>
      value instanceof Map ? [...value] : value,
    );
    return keyOf(await build(), engine.name, settings);
  });
  /** For what hangs on slop.yaml and the schemas too. */
  const settled = shelfOf(store, edition);
  const here = once(() => jobsOf(means));
  const remembered: Pool['remembered'] = async <T, V>(
    name: string,
    values: readonly V[],
    make: (values: readonly V[]) => Promise<readonly T[] | null>,
  ) => {
    const known = ((await settled.get(name)) ?? new Map()) as ReadonlyMap<string, T>;
    const keys = values.map((value) => keyOf(JSON.stringify(value)));
    const unknown = values.filter((_, index) => !known.has(keys[index] ?? ''));
    if (unknown.length === 0) return keys.map((key) => known.get(key) as T);
    const made = await make(unknown);
    if (made === null) return null;
    const fresh = made.values();
    const all = keys.map((key) => (known.has(key) ? known.get(key) : fresh.next().value) as T);
    if (await isMeant()) await settled.put(name, new Map(keys.map((key, index) => [key, all[index]])));
    return all;
  };
  return {
    forNotes: async (wanted, sizes) => {
      const threads = await behind.forNotes(wanted, sizes);
      // Judged notes are kept by their texts. What the other jobs make follows from what they are handed.
      if (wanted === 'judge') return threads;
      let unknown = 0;
      const make: ThreadPool['run'] = (job, batch) =>
        threads === null || unknown++ < HERE ? here()[job](batch as never) : threads.run(job, batch);
      const run: ThreadPool['run'] = async (job, batch) =>
        storedOrMade(
          store,
          keyOf(await edition(), job, serialize(batch)),
          () => make(job, batch),
          async (outcome) => ((await isMeant()) ? outcome : undefined),
        );
      return { run, stop: async () => {} };
    },
    remembered,
    judge: behind.judge,
    judged: behind.judged,
    shelf: shelfOf(store, build),
    kept: keptNotes({ store, shelf: settled, edition }, { files, root }, isMeant),
    stop: async () => {
      await behind.stop();
      await store.prune();
    },
  };
}

/** A file of the store for each name, which is written over; `edition` tells what else its value hangs on. */
function shelfOf(store: Store, edition: () => Promise<string>): Shelf {
  const keyFor = async (name: string): Promise<string> => keyOf(await edition(), 'shelf', name);
  return {
    get: async (name) => store.get(await keyFor(name)),
    put: async (name, value) => store.put(await keyFor(name), value),
  };
}
