import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { ThreadPool } from '../types.ts';

/** Space for what a batch of notes makes and drops: with the 48 MB that Node gives, a thread is larger and no faster. */
const YOUNG_MEGABYTES = 24;

/**
 * A thread for each core, every one with a clone of `shared`. They start when the first job comes, and run what the
 * package in the absolute folder `home` was built to.
 */
export async function startThreads(home: string, shared: unknown): Promise<ThreadPool> {
  const { Tinypool } = await import('tinypool');
  const threads = availableParallelism();
  const pool = new Tinypool({
    filename: pathToFileURL(`${home}/dist/worker.js`).href,
    workerData: shared,
    minThreads: threads,
    maxThreads: threads,
    // A thread that waits for its next batch in Atomics has no turn in which native memory is given back: it keeps 40 kB
    // for each note.
    useAtomics: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  // Threads that cannot begin take no batch: what waits for one is told, and none is waited for in vain.
  pool.on('error', () => pool.cancelPendingTasks());
  return {
    run: (job, batch) => pool.run(batch, { name: job }),
    stop: async () => {
      // Tinypool waits for them by `once`, which calls this where one fails meanwhile: without it that ends the program.
      for (const thread of pool.threads) Object.assign(thread, { removeListener: () => {} });
      await pool.destroy().catch(() => {});
    },
  };
}
