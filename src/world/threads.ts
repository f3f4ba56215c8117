import { availableParallelism } from 'node:os';
import type { ThreadPool } from '../types.ts';

const worker = new URL(import.meta.url.replace(/world\/threads\.(js|ts)$/, 'worker.$1')).href;

/** Space for what a batch of notes makes and drops: in the 48 MB that Node gives, much of the time goes into clearing up. */
const YOUNG_MEGABYTES = 96;

/** A thread for each core, every one with a clone of `shared`. They start when the first job comes. */
export async function startThreads(shared: unknown): Promise<ThreadPool> {
  const { Tinypool } = await import('tinypool');
  const threads = availableParallelism();
  const pool = new Tinypool({
    filename: worker,
    workerData: shared,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  return {
    run: (job, batch) => pool.run(batch, { name: job }),
    stop: () => pool.destroy(),
  };
}
