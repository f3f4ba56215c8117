import { once } from '../parse/once.ts';
import type { Means } from '../project.ts';
import type { Job, Shelf, ThreadPool } from '../types.ts';
import { type Judges, type KeptNotes, loadJudge } from './judge.ts';

/** Texts of fewer bytes are done sooner than threads have started. */
const WORTH_THREADS = 5_000_000;
/** What the least note takes is what so many bytes of a long one take. */
const LEAST = 2000;

/** Threads for a record that is worth them, and nothing for others; and what earlier runs kept. */
export interface Pool extends Pick<ThreadPool, 'stop'>, Pick<Judges, 'kept' | 'judge'> {
  /**
   * The threads for a job on notes of such sizes in bytes, about, which start when there is work for them; null where
   * one thread does it sooner.
   */
  readonly forNotes: (job: Job, sizes: readonly number[]) => Promise<ThreadPool | null>;
  /** To be told when all notes are judged: threads that have nothing else to do then stop, since they take memory. */
  readonly judged: () => Promise<void>;
  /**
   * What `make` gives for each of some values, in their order; of those that the last run had as well, what it gave
   * then. That follows wholly from the value, slop.yaml and what never changes (objects of Git). Values can be written
   * as JSON, outcomes be cloned. Null where `make` gives null, of which nothing is kept.
   */
  readonly remembered: <T, V>(
    name: string,
    values: readonly V[],
    make: (values: readonly V[]) => Promise<readonly T[] | null>,
  ) => Promise<readonly T[] | null>;
  /** What earlier runs have left for this one; null where nothing is kept. */
  readonly shelf: Shelf | null;
}

const nothingKept: KeptNotes = { get: async () => [], put: async () => {} };

/** Of a pool that keeps nothing. */
const madeAnew: Pool['remembered'] = (_, values, make) => make(values);

/**
 * The threads of one command, for these jobs. Threads load the fast engine themselves; one that runs a user's plugins
 * cannot leave its thread. Whoever makes a pool stops it.
 */
export function poolOf({ world, project, engine }: Means, jobs: readonly Job[] = ['judge']): Pool {
  const { threads, files, now } = world;
  const { root, config, schemas } = project;
  const judge = once(() => loadJudge(files, project, engine, now));
  let started: Promise<ThreadPool> | null = null;
  const stop = async (): Promise<void> => {
    const pool = await started;
    started = null;
    await pool?.stop();
  };
  return {
    forNotes: async (_, sizes) => {
      const weight = sizes.reduce((sum, size) => sum + LEAST + size, 0);
      if (threads === null || weight < WORTH_THREADS || engine.name !== 'satteri') return null;
      const run: ThreadPool['run'] = async (job, batch) => {
        // Where the fast engine does not load, whoever waits is told.
        started ??= Promise.all([threads({ root, config, schemas }), engine.load()]).then(([pool]) => pool);
        return (await started).run(job, batch);
      };
      return { run, stop: async () => {} };
    },
    judge: async (paths) => (await judge())(paths),
    kept: nothingKept,
    remembered: madeAnew,
    shelf: null,
    judged: async () => (jobs.some((job) => job !== 'judge') ? undefined : stop()),
    stop,
  };
}
